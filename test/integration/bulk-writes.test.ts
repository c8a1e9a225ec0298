import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import {
  accepted,
  changed,
  effectsOf,
  hasEnded,
  look,
  lookUntil,
  numbersOf,
  planChanges,
  rowsOf,
  seedLines,
  solutionProvider,
  submitted,
} from '../support/bulk-writes';
import { expectProblem } from '../support/expect-problem';
import { startLocalGateway, type LocalGateway } from '../support/local-gateway';

jest.setTimeout(180_000);

let gateway: LocalGateway;
beforeAll(async () => {
  gateway = await startLocalGateway();
});
beforeEach(async () => {
  await gateway.sim('POST reset', {});
});
afterAll(() => gateway.remove());

describe('bulk writes over HTTP', () => {
  it('only check when asked to: AT&T gets no call', async () => {
    const numbers = numbersOf(30);
    const rows = planChanges(numbers);
    rows.rows[17]!.body.ratePlanCode = '';
    const { status, json } = await submitted(gateway, rows, { prefer: 'handling=validate' });
    expect({ status, json }).toMatchObject({
      status: 200,
      json: { valid: false, rows: 30, problems: [{ row: 17, errors: [{ pointer: '/rows/17/body/ratePlanCode' }] }] },
    });
    expectProblem(await submitted(gateway, rows), 'invalid-request', {
      errors: [{ pointer: '/rows/17/body/ratePlanCode', detail: expect.any(String) }],
    });
    expect(await gateway.received()).toEqual([]);
  });

  it('do the same for CSV as for JSON', async () => {
    const numbers = numbersOf(20);
    await seedLines(gateway, numbers);
    const lines = numbers.map((number) => `line ${number},${number},UNLIMITED-B`);
    const answer = await gateway.call({
      client: 'demo-single',
      path: '/v1/bulk-writes?operation=change-rate-plan',
      headers: { 'content-type': 'text/csv', 'idempotency-key': 'as-csv' },
      body: ['{reference},{subscriberNumber},ratePlanCode', ...lines].join('\n'),
    });
    expect(answer.status).toBe(202);
    const location = answer.headers.get('location')!;
    const id = location.slice(location.lastIndexOf('/') + 1);
    await lookUntil(gateway, id, hasEnded);
    expect((await rowsOf(gateway, id)).map(({ reference, state }) => [reference, state])).toEqual(
      numbers.map((number) => [`line ${number}`, 'succeeded']),
    );
    expect((await effectsOf(gateway, 'change-rate-plan')).map(({ count }) => count)).toEqual(Array(20).fill(1));
    // The same rows as JSON under the same key are the same bulk write; others are refused.
    expect(await accepted(gateway, planChanges(numbers), { 'idempotency-key': 'as-csv' })).toBe(id);
    const other = await submitted(gateway, planChanges(numbers, 'UNLIMITED-C'), { 'idempotency-key': 'as-csv' });
    expectProblem(other, 'idempotency-key-reused');
  });

  it('can be paused, resumed and cancelled', async () => {
    const numbers = numbersOf(300);
    await seedLines(gateway, numbers);
    const id = await accepted(gateway, planChanges(numbers));
    await lookUntil(gateway, id, ({ settled = 0 }) => settled > 10);
    expect((await changed(gateway, id, 'paused')).json).toMatchObject({ state: 'paused' });
    const paused = await lookUntil(gateway, id, ({ counts }) => counts?.running === 0);
    expect(paused.settled).toBeLessThan(300);
    const received = (await gateway.received()).length;
    // Long enough for dozens of rows.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await look(gateway, id)).toMatchObject({ state: 'paused', settled: paused.settled });
    expect(await gateway.received()).toHaveLength(received);

    expect((await changed(gateway, id, 'running')).status).toBe(200);
    await lookUntil(gateway, id, ({ settled = 0 }) => settled > (paused.settled ?? 0) + 10);
    expect((await changed(gateway, id, 'cancelled')).json).toMatchObject({ state: 'cancelled' });
    const { counts, settled } = await lookUntil(gateway, id, hasEnded);
    expect(settled).toBe(300);
    expect(counts!.cancelled).toBeGreaterThan(0);
    expect(counts!.succeeded + counts!.cancelled).toBe(300);
    const effects = await effectsOf(gateway, 'change-rate-plan');
    expect(effects.map(({ count }) => count)).toEqual(Array(counts!.succeeded).fill(1));
    expectProblem(await changed(gateway, id, 'running'), 'bulk-write-ended');
  });

  it('put 25 PDP rows into calls of 10, 10 and 5', async () => {
    const numbers = numbersOf(25);
    await seedLines(gateway, numbers);
    const rows = numbers.map((subscriberNumber) => ({
      body: { apn: 'lab.example.com', subscribers: [{ subscriberNumber }] },
    }));
    const id = await accepted(gateway, { operation: 'provision-pdp', rows }, { 'x-actor': 'test', 'x-reason': 'test' });
    expect(await lookUntil(gateway, id, hasEnded)).toMatchObject({ rows: 25, calls: 3, counts: { succeeded: 25 } });
    const sizes = (await gateway.received())
      .filter(({ operation }) => operation === 'provision-pdp')
      .map(({ bodyText }) => (JSON.parse(bodyText) as { subscribers: unknown[] }).subscribers.length);
    expect(sizes.toSorted((a, b) => b - a)).toEqual([10, 10, 5]);
  });

  it('keep the PINs of port-ins to themselves', async () => {
    const rows = numbersOf(8).map((subscriberNumber) => ({
      body: {
        subscriberNumber,
        billingAccountNumber: '287300000002',
        oldServiceProvider: { name: 'Sample Wireless', accountNumber: '90088881', pin: '7788990011' },
        accountHolder: {
          name: { firstName: 'Kim', lastName: 'Example' },
          address: { street: '100 Example Avenue', city: 'New York', state: 'NY', zipCode: '10001' },
        },
        billingZip: '10001',
        authorizationDate: '2026-11-05T09:00:00+0000',
      },
    }));
    const answer = await submitted(gateway, { operation: 'request-port-in', rows });
    expect(answer.status).toBe(202);
    const id = (answer.json as { id: string }).id;
    expect(await lookUntil(gateway, id, hasEnded)).toMatchObject({ counts: { succeeded: 8 } });
    expect((await gateway.received()).filter(({ bodyText }) => bodyText.includes('7788990011'))).toHaveLength(8);
    const told = [answer.text, JSON.stringify(await rowsOf(gateway, id)), await gateway.output()].join('\n');
    for (const secret of ['7788990011', '90088881']) expect(told).not.toContain(secret);
  });

  it('are refused to a client that may only look, and not shown to another Solution Provider', async () => {
    const body = planChanges(numbersOf(1));
    const refused = await gateway.call({ client: 'demo-read-only', path: '/v1/bulk-writes', body });
    expectProblem(refused, 'scope-not-granted');
    await seedLines(gateway, numbersOf(1));
    const id = await accepted(gateway, body);
    const path = `/v1/bulk-writes/${id}`;
    const seenBy = (provider: string) =>
      gateway.call({ client: 'demo-connector', method: 'GET', path, headers: { 'x-solution-provider-id': provider } });
    expect((await seenBy(solutionProvider)).status).toBe(200);
    expectProblem(await seenBy('10006'), 'bulk-write-not-found');
    const list = await gateway.call({ client: 'demo-read-only', method: 'GET', path: '/v1/bulk-writes?limit=100' });
    expect(JSON.stringify(list.json)).toContain(id);
  });

  it('are submitted by the commands the documentation shows, as JSON, and as CSV which is the same', async () => {
    const page = await readFile('docs/bulk-writes.md', 'utf8');
    const commands = [...page.matchAll(/```sh\n(curl -X POST [\s\S]*?)```/g)].map(([, command = '']) => command);
    expect(commands).toHaveLength(2);
    const env = { ...process.env, GATEWAY: gateway.baseUrl, TOKEN: await gateway.token('demo-single') };
    const answers: { id: string }[] = [];
    for (const command of commands) {
      const { stdout } = await promisify(execFile)('bash', ['-c', command.replace('curl', 'curl -s')], { env });
      answers.push(JSON.parse(stdout) as { id: string });
    }
    expect(answers[1]!.id).toBe(answers[0]!.id);
    expect(await lookUntil(gateway, answers[0]!.id, hasEnded)).toMatchObject({ counts: { succeeded: 2 } });
  });
});
