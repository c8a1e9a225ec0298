import { subjectNames, type SubjectName } from '#requests/about';
import type { RequestRecord } from '#requests/request-record';
import { requestRecords } from '#platform/table/keys';
import { listRequests } from '#routes/requests/list-requests';
import { findingRig, writes, type FindingRig } from '../../support/finding-rig';
import { putRecord } from '../../support/own-route-items';
import { solutionProvider } from '../../support/own-routes';

const queryNames = Object.keys(listRequests.request.query.shape);

const idOf = (letter: string): string => `req_${letter.repeat(32)}`;
const idsOf = (requests: readonly Record<string, unknown>[]): unknown[] => requests.map(({ requestId }) => requestId);
const at = (seconds: number): string => new Date(Date.UTC(2026, 2, 5, 9, 0, seconds)).toISOString();

/** A record as a claim writes it, with the request it is about. */
const put = ({ own }: FindingRig, letter: string, parts: Partial<RequestRecord>): Promise<void> => {
  const { startedAt = at(0) } = parts;
  const listed = requestRecords.list.of({ solutionProvider, startedAt, requestId: idOf(letter) });
  return putRecord(own, idOf(letter), { startedAt, ...listed, ...parts });
};

describe('every filter of requests has those it names and no others', () => {
  const about = (name: SubjectName, id: string): Partial<RequestRecord> => {
    if (name === 'bulkWriteId') return { bulkWriteId: id };
    if (name === 'attReference') return { attReference: id };
    if (name === 'activationId' || name === 'pdpProvisioningId') {
      const kind = name === 'activationId' ? 'service-activation' : 'pdp-provisioning';
      const progress = { kind, id, observation: { at: at(0), details: {} } } as const;
      return { learned: { facts: [], progress } };
    }
    return { request: { path: {}, query: {}, body: JSON.stringify({ inner: { [name]: id } }) } };
  };
  const filters: [Record<string, string>, Partial<RequestRecord>, Partial<RequestRecord>][] = [
    [{ outcome: 'rejected' }, { outcome: 'rejected' }, { outcome: 'succeeded' }],
    [{ operation: 'change-number' }, { operation: 'change-number' }, { operation: 'cancel-port-in' }],
    [{ customerReference: 'harbor 7' }, { customerReference: 'harbor 7' }, { customerReference: 'harbor' }],
    [{ since: at(5) }, { startedAt: at(5) }, { startedAt: at(4) }],
    [{ updatedSince: at(5) }, { finishedAt: at(5) }, { finishedAt: at(4) }],
    ...subjectNames.map((name): (typeof filters)[number] => [
      { [name]: 'ID-7' },
      about(name, 'ID-7'),
      about(name, 'ID-8'),
    ]),
  ];

  it.each(filters)('%j', async (query, wanted, other) => {
    const rig = await findingRig();
    await put(rig, 'a', wanted);
    await put(rig, 'b', other);
    await rig.follow();
    expect(idsOf(await rig.requests(query))).toEqual([idOf('a')]);
    expect(idsOf(await rig.requests({ ...query, operation: 'suspend-subscriber' }))).toEqual([]);
  });

  it('as the route declares them', () => {
    const named = filters.flatMap(([query]) => Object.keys(query));
    expect(new Set([...named, 'idempotencyKey', 'limit', 'cursor'])).toEqual(new Set(queryNames));
  });
});

it.each(writes)('%s: its record is listed at once and says what it was about', async (id) => {
  const rig = await findingRig();
  const { status, headers } = await rig.write(id);
  const href = headers['x-request-record'];
  expect({ status, href }).toMatchObject({ href: expect.stringMatching(/^\/v1\/requests\//) as unknown });
  const [listed, ...others] = await rig.requests({});
  expect([`/v1/requests/${String(listed?.['requestId'])}`, others]).toEqual([href, []]);
  expect(listed).toMatchObject({ operation: id });
  expect(listed).not.toHaveProperty('answer');
  expect(listed!['about']).not.toEqual({});
  for (const query of [{ idempotencyKey: `${id}-1` }, { idempotencyKey: `${id}-1`, operation: id }])
    expect(await rig.requests(query)).toEqual([listed]);
  expect(await rig.requests({ idempotencyKey: 'another' })).toEqual([]);
});

describe('pages of requests', () => {
  it.each([{}, { customerReference: 'harbor 7' }])('are in the order of time, each request once: %j', async (query) => {
    const rig = await findingRig();
    const letters = ['e', 'd', 'c', 'b', 'a'];
    for (const [index, letter] of letters.entries())
      await put(rig, letter, { startedAt: at(index), customerReference: 'harbor 7' });
    await rig.follow();
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await rig.own.call('list-requests', {
        query: { ...query, limit: '2', ...(cursor && { cursor }) },
      });
      seen.push(...idsOf(body['requests'] as Record<string, unknown>[]));
      cursor = body['nextCursor'] as string | undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(letters.map(idOf));
  });

  it('show one that was begun again under its key where it was begun last', async () => {
    const rig = await findingRig();
    await put(rig, 'a', { startedAt: at(0), customerReference: 'harbor 7' });
    await put(rig, 'b', { startedAt: at(1), customerReference: 'harbor 7' });
    await rig.follow();
    await put(rig, 'a', { startedAt: at(2), customerReference: 'harbor 7' });
    await rig.follow();
    for (const query of [{}, { customerReference: 'harbor 7' }])
      expect(idsOf(await rig.requests(query))).toEqual([idOf('b'), idOf('a')]);
  });
});

it('costs a write two requests to the table: its claim and its outcome', async () => {
  const rig = await findingRig();
  rig.client.rest();
  const headers = { 'x-customer-reference': 'harbor 7', 'x-metadata': 'shop="Berlin"' };
  await rig.write('create-billing-account', { headers });
  expect(rig.client.sent).toEqual(['PutItem', 'PutItem']);
});
