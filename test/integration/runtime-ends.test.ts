import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { examplesOf } from '#operations/registry';
import { killRuntime } from '../support/kill-runtime';
import { startLocalGateway, type Answer, type LocalGateway } from '../support/local-gateway';
import { temporaryDirectory } from '../support/temporary-directory';
import { startReceiver, webhookPartner } from '../support/webhook-partner';

jest.setTimeout(120_000);

const operation = 'alliance-create-quote';
const path = '/v1/ordering/alliance/quotes';
const sample = z.looseObject({}).parse(examplesOf[operation][0].request.body);

/** As a partner does: told to wait, on a busy machine, it waits and says the same again. */
const createQuote = async (gateway: LocalGateway, number: number): Promise<Answer> => {
  const answer = await gateway.call({
    client: 'demo-single',
    path,
    headers: { 'Idempotency-Key': `end-${number}` },
    body: { ...sample, spId: 'A-06399x', opportunityName: `End ${number}` },
  });
  const waitSeconds = answer.headers.get('retry-after');
  if (answer.status !== 503 || waitSeconds === null) return answer;
  await sleep(Number(waitSeconds) * 1000);
  return createQuote(gateway, number);
};

const effects = z.array(z.object({ operation: z.string(), count: z.number() }));
const timesDone = async (gateway: LocalGateway): Promise<number> =>
  effects.parse(await gateway.sim(`GET effects?operation=${operation}`)).reduce((total, { count }) => total + count, 0);

const quoteIdOf = ({ json }: Answer): string => z.looseObject({ quoteId: z.string() }).parse(json).quoteId;

/** Resolves when AT&T has done so many. */
const untilDone = async (gateway: LocalGateway, count: number): Promise<void> => {
  for (let looks = 0; (await timesDone(gateway)) < count; looks += 1) {
    if (looks > 500) throw new Error('AT&T was not asked.');
    await sleep(20);
  }
};

describe('the runtime', () => {
  it('sends every webhook of what was answered, although it was killed right then', async () => {
    const dataDir = temporaryDirectory('runtime-ends-');
    const receiver = await startReceiver(204);
    let gateway = await startLocalGateway({ dataDir });
    await webhookPartner(() => gateway).register(receiver.url);
    const answers = await Promise.all(Array.from({ length: 48 }, (_, number) => createQuote(gateway, number)));
    // On a busy machine one may take too long, and then nobody was told that it is done.
    const quotes = answers.filter(({ status }) => status === 200).map(quoteIdOf);
    await killRuntime(gateway);
    gateway = await startLocalGateway({ dataDir });
    const told = (): Set<string> => new Set(receiver.received.map(({ event }) => event.resource.id));
    for (let looks = 0; quotes.some((id) => !told().has(id)) && looks < 2_500; looks += 1) await sleep(20);
    await gateway.stop();
    receiver.close();

    expect(quotes.length).toBeGreaterThan(24);
    expect([...told()]).toEqual(expect.arrayContaining(quotes));
  });

  it('answers what is under way before it ends', async () => {
    const gateway = await startLocalGateway({ dataDir: temporaryDirectory('runtime-ends-') });
    await gateway.sim('POST faults', { operation, fault: { delayMs: 3_000 }, times: 20 });
    const calls = Array.from({ length: 20 }, (_, number) => createQuote(gateway, number));
    await untilDone(gateway, 20);
    const code = await gateway.stop('SIGTERM');

    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(calls.map(() => 200));
    expect(code).toBe(0);
  });

  it('answers as unknown what takes longer, and finds out what became of it', async () => {
    const dataDir = temporaryDirectory('runtime-ends-');
    let gateway = await startLocalGateway({ dataDir });
    await gateway.sim('POST faults', { operation, fault: { delayMs: 60_000 }, times: 2 });
    const calls = [createQuote(gateway, 1), createQuote(gateway, 2)];
    await untilDone(gateway, 2);
    const code = await gateway.stop('SIGTERM');
    const answers = await Promise.all(calls);
    gateway = await startLocalGateway({ dataDir });
    const again = await createQuote(gateway, 1);
    const done = await timesDone(gateway);
    await gateway.stop();

    expect(answers.map(({ status, json }) => [status, json])).toEqual(
      calls.map((): unknown[] => [504, expect.objectContaining({ code: 'upstream-timeout' })]),
    );
    expect(code).toBe(0);
    expect([409, 202]).toContain(again.status);
    expect(done).toBe(2);
  });
});
