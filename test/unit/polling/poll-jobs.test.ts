import { operation as checkCredit } from '#operations/alliance-check-credit/operation';
import { operation as requestPortIn } from '#operations/request-port-in/operation';
import { operation as getCreditCheck } from '#operations/alliance-get-credit-check/operation';
import { operation as getOrderStatus } from '#operations/alliance-get-order-status/operation';
import { operation as getPortIn } from '#operations/get-port-in/operation';
import { pollBudgets } from '#platform/table/keys';
import { createTable, type Table } from '#platform/table/table';
import { createAppendPollNotice } from '#polling/append-poll-notice';
import { pollJobAfterWrite } from '#polling/begin-polling';
import { poll } from '#polling/poll';
import { createPollBudget } from '#polling/poll-budget';
import { executionNameOf, firstWaitOf, nextLease, type PollJob } from '#polling/poll-job';
import { createPollJobStore } from '#polling/poll-job-store';
import { createFindFacts } from '#polling/tracked-order-of';
import { createOrderStore } from '#tracking/order/order-store';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { fixedClock } from '../../support/fakes';
import { quickClient } from '../../support/quick-client';
import { firstInput, learned, pollingWorld, solutionProvider, subjectOf } from './world';

const clock = fixedClock();
const hourMs = 3_600_000;
const graceSeconds = 600;

let table: Table;
beforeAll(async () => (table = createTable(await dynaliteClient(), tableName)));

let number = 0;
const begun = async () => {
  const store = createPollJobStore(table, clock.now);
  const watched = { solutionProvider: `SP-${(number += 1)}`, kind: 'port-in', id: 'P1' };
  await store.ensure(watched, () => []);
  const job = async () => (await store.find(watched))!;
  const lost = async () => (await store.lost(watched.solutionProvider, 10)).pollJobs.length;
  return { store, job, lost };
};

describe('a job', () => {
  it('counts its polls, and is lost ten minutes after the next one is due', async () => {
    const { store, job, lost } = await begun();
    await store.polled(await job(), { misses: 2, overdue: 1, waitSeconds: 300 });
    expect(await job()).toMatchObject({
      ...{ polls: 1, misses: 2, overdue: 1 },
      polledAt: new Date(clock.now()).toISOString(),
    });
    clock.advance((300 + graceSeconds) * 1000 - 1);
    expect(await lost()).toBe(0);
    clock.advance(2);
    expect(await lost()).toBe(1);
    await store.takeOver(await job(), 60);
    expect(await lost()).toBe(0);
    clock.advance((60 + graceSeconds) * 1000 + 1);
    expect(await lost()).toBe(1);
  });

  it('that is there costs no write to have it there', async () => {
    const { job } = await begun();
    const put: Table['put'] = () => Promise.reject(new Error('written'));
    const dueAt = () => [clock.now()];
    await createPollJobStore({ ...table, put }, clock.now).ensure(await job(), dueAt);
    expect((await job()).dueAt).toEqual([]);
  });

  it('that has ended is never lost, and expires', async () => {
    const { store, job, lost } = await begun();
    await store.polled(await job(), { misses: 0, overdue: 0, waitSeconds: 300 });
    await store.end(await job(), 'final');
    expect(await job()).toMatchObject({ outcome: 'final', polls: 2, expiresAt: expect.any(Number) as number });
    clock.advance(24 * hourMs);
    expect(await lost()).toBe(0);
  });

  it('has runs that follow one another', () => {
    expect(nextLease('abc-1')).toBe('abc-2');
    expect(nextLease('abc-9')).toBe('abc-10');
  });

  it('is first polled as its kind says, or after a minute where no read polls that kind any more', () => {
    const waits = (kind: string) =>
      Array.from({ length: 50 }, (_, id) => firstWaitOf({ solutionProvider, kind, id: String(id) }));
    for (const [kind, seconds] of [
      ['credit-check', getCreditCheck.polled.schedule.firstSeconds],
      ['order-status', getOrderStatus.polled.schedule.firstSeconds],
      ['gone', 60],
    ] as const) {
      expect(Math.min(...waits(kind))).toBeGreaterThanOrEqual(seconds * 0.9 - 1);
      expect(Math.max(...waits(kind))).toBeLessThanOrEqual(seconds * 1.1 + 1);
    }
  });
});

describe('what a write leaves to be polled', () => {
  const terms = { nowMs: clock.now(), portInProfiles: undefined };

  it('is due so many hours after it', () => {
    const asked = subjectOf(checkCredit, { quoteId: '0Q0' });
    const job = pollJobAfterWrite(asked, { approvalStatus: 'Pending' }, terms);
    expect(job?.target).toEqual({ solutionProvider, kind: 'credit-check', id: '0Q0' });
    expect(job?.dueAt()).toEqual([terms.nowMs + 72 * hourMs]);
  });

  it('is nothing without an id', () => {
    expect(pollJobAfterWrite(subjectOf(requestPortIn, {}), { state: 'pending' }, terms)).toBeUndefined();
    expect(pollJobAfterWrite(subjectOf(checkCredit, {}), { approvalStatus: 'Pending' }, terms)).toBeUndefined();
  });
});

describe('the polls of a minute', () => {
  it('are counted of each Solution Provider, and the count expires', async () => {
    const budget = createPollBudget(table, 2, clock.now);
    const taken = () => budget.take('SP-budget');
    expect([await taken(), await taken(), await taken(), await budget.take('SP-other')]).toEqual([
      ...[true, true, false],
      true,
    ]);
    const minute = Math.floor(clock.now() / 60_000);
    expect(
      await table.get(pollBudgets.key.of({ solutionProvider: 'SP-budget', minute: String(minute) })),
    ).toMatchObject({
      used: 2,
      expiresAt: pollBudgets.lifetime.expiresAt(minute * 60_000),
    });
    clock.advance(60_000);
    expect(await taken()).toBe(true);
  });
});

describe('a notice of a poller', () => {
  const at = '2026-11-02T12:00:00.000Z';
  const jobOf = (kind: string, id: string): PollJob => ({
    ...{ solutionProvider: 'SP-A', kind, id, startedAt: at, run: 'r-1', polls: 0, misses: 0, dueAt: [], overdue: 0 },
  });
  const orders = () => createOrderStore(table, clock.now);
  const append = () => createAppendPollNotice({ table, orders: orders() });
  const born = (quoteId: string) =>
    ({ solutionProvider: 'SP-A', program: 'alliance', quoteId, origin: 'here', by: 'crm' }) as const;

  it('is told once of each threshold, of the order of the quote', async () => {
    const order = await orders().adopt(born('0Q0-notice'));
    const told = (due: string) =>
      append()(jobOf('credit-check', '0Q0-notice'), getCreditCheck, { type: 'overdue', due }, at);
    expect([await told('2026-11-03'), await told('2026-11-03'), await told('2026-11-04')]).toEqual([true, false, true]);
    const after = await orders().find('SP-A', order.quoteId);
    expect(after?.timeline.slice(1)).toEqual([
      { at, type: 'overdue', fact: 'credit' },
      { at, type: 'overdue', fact: 'credit' },
    ]);
  });

  it('is told when it is given up, of each job', async () => {
    await orders().adopt(born('0Q0-given-up'));
    const job = jobOf('credit-check', '0Q0-given-up');
    const told = (startedAt: string) => append()({ ...job, startedAt }, getCreditCheck, { type: 'gave-up' }, at);
    expect([await told(at), await told(at), await told('2026-12-02T12:00:00.000Z')]).toEqual([true, false, true]);
  });

  it('is of the order an order id leads to', async () => {
    const order = await orders().adopt(born('0Q0-led'));
    const created = { name: 'order', value: 'created', provenance: 'attested', at } as const;
    await orders().record(order, created, { ids: { orderId: '801-led-here', subOrderIds: [] } });
    expect(await append()(jobOf('order-status', '801-led-here'), getOrderStatus, { type: 'gave-up' }, at)).toBe(true);
    expect((await orders().find('SP-A', '0Q0-led'))?.timeline.at(-1)).toMatchObject({
      type: 'gave-up',
      fact: 'completion',
    });
  });

  it.each([
    ['an order nobody knows', jobOf('order-status', '801-nobodys'), getOrderStatus],
    ['a quote nobody knows', jobOf('credit-check', '0Q0-nobodys'), getCreditCheck],
    ['a port-in nobody knows', jobOf('port-in', 'P-nobodys'), getPortIn],
  ])('is told nobody of %s', async (_, job, read) => {
    expect(await append()(job, read, { type: 'gave-up' }, at)).toBe(false);
  });
});

it.each([
  ['the order is not there', 'alliance-order'],
  ['its id leads to no order', undefined],
])('nothing is known of an order where %s', async (_, quoteId) => {
  const findFacts = createFindFacts({
    quoteOf: () => Promise.resolve(quoteId),
    find: () => Promise.resolve(undefined),
  });
  const job = { solutionProvider, kind: 'order-status', id: '8010' } as PollJob;
  expect(await findFacts(job, getOrderStatus)).toEqual({});
});

describe('a poll at the very time', () => {
  const portIn = { kind: 'port-in', id: 'P1' };
  const aPortIn = async () => {
    const world = pollingWorld({ client: quickClient(), replyTo: () => ({ id: 'P1', state: 'pending' }) });
    await learned(world, subjectOf(requestPortIn, { subscriberNumber: '2125550120' }), { id: 'P1', state: 'pending' });
    const input = await firstInput(world, portIn);
    const job = async () => (await world.pollJobs.find({ solutionProvider, ...portIn }))!;
    return { ...world, input, job, started: await job() };
  };
  const about = { operation: 'get-port-in', solutionProvider };

  it('something is due is overdue by then, and is counted under its read', async () => {
    const { deps, input, clock: time, metrics, started, job } = await aPortIn();
    time.advance(Date.parse(started.dueAt[0]!) - time.now() - 1);
    expect(await poll(deps, input)).toMatchObject({ outcome: 'continue' });
    time.advance(1);
    expect(await poll(deps, input)).toMatchObject({ outcome: 'overdue' });
    expect(metrics.emitted).toEqual([{ about, values: { OverdueItems: 1 } }]);
    expect((await job()).overdue).toBe(1);
  });

  it('it would be given up is still made, the next is not', async () => {
    const { deps, input, clock: time, metrics } = await aPortIn();
    time.advance(getPortIn.polled.giveUpAfterDays * 24 * hourMs);
    expect(await poll(deps, input)).toMatchObject({ done: false });
    time.advance(1);
    const target = { solutionProvider, ...portIn };
    const end = { ...target, run: input.run, polls: 2, waitSeconds: 0 };
    expect(await poll(deps, { ...input, polls: 1 })).toEqual({
      ...{ ...end, done: true, handOver: false, outcome: 'gave-up' },
      next: { name: executionNameOf(target, input.run), input: end },
    });
    expect(metrics.emitted.at(-1)).toEqual({ about, values: { PollingGivenUp: 1 } });
  });

  it('AT&T cannot be reached is a miss, by the name of the failure', async () => {
    const { deps, input, log, job } = await aPortIn();
    const call = () => Promise.resolve({ answer: undefined, failure: { failure: 'timeout', wasSent: true } });
    await poll({ ...deps, att: { ...deps.att, call: call as never } }, input);
    expect((await job()).misses).toBe(1);
    expect(log.lines.at(-2)).toMatchObject({ message: 'poll-missed', facts: { ...about, outcome: 'timeout' } });
  });
});
