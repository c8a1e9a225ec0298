import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLeadStore } from '#tracking/leads/lead-store';
import { longRunningKey } from '#tracking/long-running/long-running-request';
import { requestKey } from '#requests/request-record';
import { createPollJobStore } from '#polling/poll-job-store';
import { simulatedAtt } from '../../../tools/simulator/in-process';
import { exampleCall } from '../../../tools/soak/example-call';
import { gatewayRig } from '../../support/gateway-rig';
import { operated } from '../../support/operated';
import { temporaryDirectory } from '../../support/temporary-directory';

const solutionProvider = 'A-06399x';
const of = `--tenant rebound --provider ${solutionProvider}`;

/** Everything of a person’s that a port-in has: none of it may leave. */
const canaries = {
  number: '2125550188',
  pin: '482913',
  account: '998877665544',
  name: 'Marguerite',
  family: 'Quillfeather',
  street: 'Vellichor Lane',
  email: 'm.quillfeather@example.com',
  reference: 'for Marguerite Quillfeather',
  actor: 'Zebedee Humblebee',
  evidence: 'spoke with Marguerite',
};

const ported = async () => {
  const world = await operated();
  const rig = gatewayRig({ client: world.dynamoDb, transport: simulatedAtt().transport, mode: 'advisory' });
  const example = exampleCall('request-port-in', solutionProvider).body as Record<string, Record<string, object>>;
  const body = {
    ...example,
    subscriberNumber: canaries.number,
    accountHolder: {
      ...example['accountHolder'],
      name: { firstName: canaries.name, lastName: canaries.family },
      address: { ...example['accountHolder']?.['address'], street: canaries.street },
    },
    oldServiceProvider: { ...example['oldServiceProvider'], pin: canaries.pin, accountNumber: canaries.account },
  };
  const answer = await rig.call('request-port-in', {
    ...{ body, key: 'k-1', solutionProvider },
    headers: {
      'x-customer-reference': canaries.reference,
      'x-metadata': `mail="${canaries.email}"`,
      'x-actor': canaries.actor,
      'x-reason': canaries.evidence,
      'x-trace-id': 'trace-of-the-partner',
    },
  });
  expect(answer.status).toBe(201);
  const id = String(answer.body['id']);
  const requestId = String(answer.headers['x-request-record']).split('/').at(-1)!;
  // The stream does the rest of what is found by ids.
  const key = longRunningKey('port-in', solutionProvider, id);
  const item = (await rig.table.get(key))!;
  await createLeadStore(rig.table).follow(key, undefined, item);
  const record = (await rig.table.get(requestKey(requestId)))!;
  await createLeadStore(rig.table).follow(requestKey(requestId), undefined, record);
  return { ...world, rig, id, requestId, key, item };
};

it.each([
  ['the port-in', ({ id }: { id: string }) => id],
  ['the request', ({ requestId }: { requestId: string }) => requestId],
  ['the number, which is not repeated', () => canaries.number],
])('leads from %s to what was asked, by what AT&T was told it, and how it stands', async (_, idOf) => {
  const { gateway, ...made } = await ported();
  const { out } = await gateway(`bundle ${idOf(made)} ${of} --json`);
  expect(JSON.parse(out)).toMatchObject({
    solutionProvider,
    requests: [
      {
        ...{ requestId: made.requestId, operation: 'request-port-in', outcome: 'succeeded' },
        ...{ attTraceId: 'trace-of-the-partner', attReference: made.id, requestHash: expect.any(String) },
        sentTo: { method: 'PUT', host: 'transfers.partner.example', path: '/number-transfers' },
      },
    ],
    items: [{ kind: 'port-in', id: made.id, timeline: [{ type: 'opened', requestId: made.requestId }] }],
  });
});

it('has nothing of a person’s in it, as JSON and as a page, whatever stands in the records', async () => {
  const { gateway, rig, id, requestId, key, item } = await ported();
  const texts = Object.values(canaries);
  // As if every text AT&T or a partner can say had one of them in it.
  await rig.table.put({
    ...item,
    raw: { status: canaries.number, code: canaries.account, text: canaries.name },
    reason: { code: canaries.number, text: texts.join(' ') },
    timeline: [
      { at: '2026-11-05T10:00:00.000Z', type: 'opened', requestId },
      ...texts.map((text) => ({
        ...{ at: '2026-11-05T10:00:00.000Z', type: 'state-changed', before: text, after: text, status: text },
        ...{ reason: text, change: text, by: text, actor: text, purpose: text, note: text },
      })),
    ],
  });
  await rig.table.update({
    key: requestKey(requestId),
    set: {
      evidence: texts,
      traceId: canaries.number,
      response: {
        ...{ status: 400, contentType: 'application/problem+json' },
        body: JSON.stringify({
          code: canaries.name,
          detail: texts,
          upstream: { status: 400, code: canaries.account, message: texts },
        }),
      },
      upstreamAnswer: {
        ...{ status: 200, contentType: canaries.name, receivedAt: '2026-11-05T10:00:00.000Z' },
        ...{ sealed: new Uint8Array([1]), keyId: 'k' },
      },
    },
  });
  await createPollJobStore(rig.table, Date.now).ensure({ solutionProvider, kind: 'port-in', id }, () => []);
  expect(await rig.table.get(key)).toMatchObject({ raw: { text: canaries.name } });
  const json = await gateway(`bundle ${id} ${of} --json`);
  const page = await gateway(`bundle ${canaries.number} ${of}`);
  expect([json.exitCode, page.exitCode]).toEqual([0, 0]);
  for (const [name, canary] of Object.entries(canaries))
    for (const told of [json.out, page.out])
      expect([name, told.toLowerCase().includes(canary.toLowerCase())]).toEqual([name, false]);
  expect(page.out).toContain(`- requestId: ${requestId}`);
});

it('leaves out AT&T’s id where it is the number itself', async () => {
  const { gateway, rig, item } = await ported();
  const own = { ...item, ...longRunningKey('port-in', solutionProvider, canaries.number), id: canaries.number };
  await rig.table.put(own);
  const { out } = await gateway(`bundle ${canaries.number} ${of} --json`);
  expect(out).toContain('"kind":"port-in"');
  expect(out).not.toContain(canaries.number);
});

it('writes both where it is told to, and over nothing', async () => {
  const { gateway, id } = await ported();
  const folder = join(temporaryDirectory('bundle-'), 'case-1');
  expect((await gateway(`bundle ${id} ${of} --out ${folder}`)).out).toContain('Written: ');
  expect(JSON.parse(readFileSync(join(folder, 'bundle.json'), 'utf8'))).toMatchObject({ items: [{ id }] });
  expect(readFileSync(join(folder, 'bundle.md'), 'utf8')).toContain(`## port-in ${id}`);
  expect(await gateway(`bundle ${id} ${of} --out ${folder}`)).toMatchObject({
    ...{ exitCode: 1, err: expect.stringContaining('is there already. Nothing was written.') },
  });
});

it('is of one Solution Provider, and says when it has nothing of an id', async () => {
  const { gateway } = await operated();
  const folder = join(temporaryDirectory('bundle-'), 'none');
  expect(await gateway(`bundle P9 ${of} --out ${folder}`)).toMatchObject({ exitCode: 1 });
  expect(existsSync(folder)).toBe(false);
});
