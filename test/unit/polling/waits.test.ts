import { operation as getOrderStatus } from '#operations/alliance-get-order-status/operation';
import { operation as getPortIn } from '#operations/get-port-in/operation';
import { polledReads } from '#operations/polled-reads';
import { fractionOf } from '#domain/jitter';
import type { PollSchedule } from '#domain/poll-rule';
import { createTable } from '#platform/table/table';
import { newPollJobItem, type PollTarget } from '#polling/poll-job';
import { createPollJobStore, type PollJobStore } from '#polling/poll-job-store';
import { endsPolling, pollRequestOf } from '#polling/polled-read';
import { readStatus, statusReaders } from '#polling/read-status';
import { firstWaitSeconds, nextWaitSeconds } from '#polling/schedule';
import { sweepPollers, type PollerSweepDependencies } from '#polling/sweep';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { fixedClock, recordingLog, recordingMetrics } from '../../support/fakes';
import { writeThing } from '../../support/operations';
import { solutionProvider } from './world';

const hourMs = 3_600_000;
const keys = Array.from({ length: 40 }, (_, index) => `item ${index}`);

describe('the next wait', () => {
  const schedule = (everyMinutes: number, slowdown = 4): PollSchedule => ({
    firstSeconds: 600,
    phases: [{ untilHours: 1, everyMinutes }],
    thenEveryHours: 4,
    calendar: { timeZone: 'America/New_York', opens: '08:00', closes: '20:00', slowdown },
  });
  /** Minutes as they are planned; each item waits a tenth more or less. */
  const planned = (of: PollSchedule, nowMs: number, ageMs = 0): number[] =>
    keys.map((key) => {
      const seconds = nextWaitSeconds(of, { key, ageMs, nowMs, polls: 3 });
      return Math.round(seconds / (0.9 + 0.2 * fractionOf(`${key} 3`)) / 60);
    });
  /** On a day of November 2026, of which the 3rd is a Tuesday, in New York. */
  const at = (day: number, hour: number, minute = 0) => Date.UTC(2026, 10, day, hour + 5, minute);

  it.each<[string, number, number, number]>([
    ['is as long as planned within the hours', at(3, 10), 30, 30],
    ['is as long as planned from the opening on', at(3, 8), 30, 30],
    ['is as long as planned until it closes', at(3, 19, 59), 30, 30],
    ['is stretched once it is closed', at(3, 20), 30, 120],
    ['is stretched some minutes after it has closed', at(3, 20, 10), 30, 120],
    ['is stretched to the opening of the day, but not past it', at(3, 7), 30, 60],
    ['is as long as planned when that is past the opening', at(3, 7, 50), 30, 30],
    ['is stretched at the weekend, at any hour', at(7, 10), 30, 120],
    ['is stretched from ten minutes on', at(3, 22), 10, 40],
    ['is never stretched below', at(3, 22), 9, 9],
  ])('%s', (_, nowMs, everyMinutes, minutes) => {
    for (const wait of planned(schedule(everyMinutes), nowMs)) expect(wait).toBe(minutes);
  });

  it('is longer from the end of a phase on', () => {
    expect(planned(schedule(30), at(3, 10), hourMs - 1)[0]).toBe(30);
    expect(planned(schedule(30), at(3, 10), hourMs)[0]).toBe(240);
  });

  it('reaches over a weekend to the next business day', () => {
    const wait = (key: string) => nextWaitSeconds(schedule(30, 1_000), { key, ageMs: 0, nowMs: at(7, 10), polls: 0 });
    for (const key of keys) expect(wait(key)).toBe(24 * 3_600);
  });

  it('is at first a tenth more or less than planned as well, by the item', () => {
    for (const key of keys)
      expect(firstWaitSeconds({ firstSeconds: 600 }, key)).toBe(Math.round(600 * (0.9 + 0.2 * fractionOf(`${key} 0`))));
    expect(firstWaitSeconds({ firstSeconds: 0 }, 'a')).toBe(1);
  });
});

describe('what a poll asks', () => {
  const binding = { path: '/ports/{portInId}', baseUrl: 'https://att.example', method: 'GET' } as never;

  it('is asked where the read is bound, until its deadline, and can be traced', async () => {
    const reader = statusReaders(polledReads, { 'get-port-in': binding })('port-in')!;
    expect(reader).toEqual({ operation: getPortIn, binding });
    const [calls, upstream]: [unknown[], []] = [[], []];
    const call = (asked: unknown) => (calls.push(asked), Promise.reject(new Error('a mistake of ours')));
    await expect(
      readStatus(
        { call } as never,
        reader,
        { solutionProvider: '10006', callId: 'poll-1', upstream },
        pollRequestOf(getPortIn, 'X-1'),
        { now: () => 0, wireNow: () => 1_000 },
      ),
    ).rejects.toThrow('mistake');
    const callId = 'poll-1';
    expect(calls).toEqual([
      expect.objectContaining({
        ...{ binding, solutionProvider, callId, upstream, deadline: 21_000 },
        trace: { traceId: callId, transactionId: expect.stringMatching(/^[\da-f-]{36}$/) as string },
      }),
    ]);
  });

  it.each([
    ['no read polls', 'gone', { 'get-port-in': binding }],
    ['is read by what is not bound', 'port-in', {}],
    ['is read by what is bound to no host', 'port-in', { 'get-port-in': { path: '/' } as never }],
  ])('is nothing of a kind that %s', (_, kind, bindings) => {
    expect(statusReaders(polledReads, bindings)(kind)).toBeUndefined();
  });

  it('says all that the read needs besides the id', () => {
    expect(pollRequestOf(getOrderStatus, '8010')).toStrictEqual({
      path: {},
      query: { externalIdentifierId: '8010', externalIdentifierType: 'OrderNumber' },
    });
    expect(pollRequestOf(getPortIn, 'P-1')).toEqual({ path: { portInId: 'P-1' }, query: {} });
    const { longRunning: _longRunning, ...untold } = getPortIn;
    expect(() => pollRequestOf(untold as typeof getPortIn, 'P-1')).toThrow('get-port-in is polled');
  });

  it.each([
    [' Completed ', true],
    ['pending', false],
    ['ZZ', false],
    [undefined, false],
  ])('is the last of a port-in where AT&T says %j: %j', (state, isLast) => {
    expect(endsPolling(getPortIn.polled, getPortIn, { state })).toBe(isLast);
  });

  it.each([
    ['the fact that is waited for', 'completion', 'completed', true],
    ['another fact, whatever it is called', 'handoff', 'completed', false],
    ['the fact, and not the last of it', 'completion', 'in-progress', false],
  ] as const)('is the last of an order where AT&T shows %s', (_, name, value, isLast) => {
    const order = { ...getOrderStatus.order, factsIn: () => [{ name, value }] } as never;
    const until = { fact: 'completion', oneOf: ['completed'] } as const;
    expect(endsPolling({ ...getOrderStatus.polled, until }, { ...getOrderStatus, order }, {})).toBe(isLast);
    expect(endsPolling({ ...getOrderStatus.polled, until }, writeThing, {})).toBe(false);
  });
});

describe('the sweep', () => {
  const clock = fixedClock();
  const swept = async (jobs: readonly PollTarget[], parts: Partial<PollerSweepDependencies> = {}) => {
    const table = createTable(await dynaliteClient(), tableName);
    await Promise.all(jobs.map((job) => table.put(newPollJobItem(job, clock.now() - hourMs, []))));
    const [log, metrics] = [recordingLog(), recordingMetrics()];
    const started: { id: string; waitSeconds: number }[] = [];
    const start: PollerSweepDependencies['start'] = (_, { id, waitSeconds }) => {
      started.push({ id, waitSeconds });
      return Promise.resolve();
    };
    const pollJobs: PollJobStore = createPollJobStore(table, clock.now);
    return { deps: { pollJobs, start, log, metrics, ...parts }, pollJobs, log, metrics, started };
  };
  const jobs = (count: number, kind = 'port-in'): PollTarget[] =>
    Array.from({ length: count }, (_, id) => ({ solutionProvider, kind, id: `P${id}` }));

  it('takes over so many at most, spread over the minute', async () => {
    const { deps, started } = await swept(jobs(510));
    expect(await sweepPollers(deps, [solutionProvider], () => true)).toEqual({ started: 500, restarted: 0 });
    const waits = started.map(({ waitSeconds }) => waitSeconds);
    expect([Math.min(...waits), Math.max(...waits)]).toEqual([0, 44]);
  });

  it('stops when its time is over, between pages and within one', async () => {
    const { deps, started } = await swept(jobs(5));
    let left = 3;
    expect(await sweepPollers(deps, [solutionProvider], () => (left -= 1) >= 0)).toEqual({ started: 2, restarted: 0 });
    expect(started).toHaveLength(2);
    expect(await sweepPollers(deps, [solutionProvider], () => false)).toEqual({ started: 0, restarted: 0 });
  });

  it('counts nothing that somebody else was faster with, and nothing as lost that had no poller yet', async () => {
    const { deps, pollJobs, started, metrics, log } = await swept(jobs(3));
    const slow = { ...deps, pollJobs: { ...pollJobs, takeOver: () => Promise.resolve(undefined) } };
    expect(await sweepPollers(slow, [solutionProvider], () => true)).toEqual({ started: 0, restarted: 0 });
    expect(started).toEqual([]);
    await sweepPollers(deps, [solutionProvider], () => true);
    expect([metrics.emitted, log.lines]).toEqual([[], []]);
  });

  it.each([
    ['port-in', 'get-port-in'],
    ['gone', 'gone'],
  ])('counts what was lost of %s under %s', async (kind, operation) => {
    const { deps, pollJobs, log } = await swept(jobs(1, kind));
    const [target] = jobs(1, kind);
    const job = (await pollJobs.find(target!))!;
    await pollJobs.polled(job, { misses: 0, overdue: 0, waitSeconds: -hourMs });
    expect(await sweepPollers(deps, [solutionProvider], () => true)).toEqual({ started: 0, restarted: 1 });
    const about = { operation, solutionProvider };
    expect(log.lines).toMatchObject([{ message: 'poller-restarted', facts: about }]);
  });
});
