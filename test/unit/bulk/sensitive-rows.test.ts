import { bulkRig } from '../../support/bulk-rig';
import { numbersOf } from '../../support/bulk-writes';

const pin = '135790';
const asked = { 'x-actor': 'j.doe@partner', 'x-reason': 'ticket 4711' };

const submission = (numbers: readonly string[]) => ({
  operation: 'reset-voicemail',
  rows: numbers.map((subscriberNumber) => ({ pathParameters: { subscriberNumber }, body: { pin } })),
});

it('where actor and reason have to be said, a bulk write without them is refused, in a dry run too', async () => {
  const rig = await bulkRig();
  Object.assign(rig.settings, { environment: 'production' });
  const body = submission(numbersOf(2));
  const missing = ['x-actor', 'x-reason'].map((name) => ({
    parameter: `header ${name}`,
    detail: 'is required for this operation',
  }));
  for (const query of [{}, { validate: 'true' }]) {
    const { status, body: problem } = await rig.submit({ body, query });
    expect([status, problem['code'], problem['errors']]).toEqual([400, 'invalid-request', missing]);
  }
  expect((await rig.submit({ body, headers: asked })).status).toBe(202);
});

it('a row whose number has had too many changes fails, and holds up no other', async () => {
  const rig = await bulkRig({ lineChangeLimit: { changes: 1, hours: 24 } });
  const [first, second] = numbersOf(2) as [string, string];
  rig.seedLines([first, second]);
  const { body } = await rig.submit({ body: submission([first, first, second]) });
  const id = String(body['id']);
  for (const input of rig.started.values()) expect(await rig.slice(input)).toMatchObject({ done: true });
  const rows = await rig.rows(id);
  const [refused, ...others] = rows.toSorted((a) => (a['state'] === 'failed' ? -1 : 1));
  expect(others.map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
  expect(refused).toMatchObject({ state: 'failed', status: 429, problem: { code: 'too-many-line-changes' } });
  expect([refused!['row'], rows.length]).toEqual([expect.any(Number), 3]);
});

it('a row whose number has had too many changes is told of by a check, and has no submission refused', async () => {
  const rig = await bulkRig({ lineChangeLimit: { changes: 1, hours: 24 } });
  const [first, second] = numbersOf(2) as [string, string];
  rig.seedLines([first, second]);
  await rig.submit({ body: submission([first]) });
  await rig.run();
  const body = submission([first, second]);
  expect((await rig.submit({ body, key: 'key-2', query: { validate: 'true' } })).body).toMatchObject({
    valid: false,
    problems: [{ row: 0, code: 'too-many-line-changes' }],
  });
  expect((await rig.submit({ body, key: 'key-2' })).status).toBe(202);
});
