import fc from 'fast-check';
import { polledReads } from '#operations/polled-reads';
import { pollsPerExecution } from '#polling/state-machine-io';
import { nextWaitSeconds } from '#polling/schedule';
import { pollsOf } from '../../../bench/measure/polls';
import { transitionsOf } from '../../../lib/constructs/polls-in-states';

const hourMs = 3_600_000;

const ruleOf = (kind: string) => polledReads.find(({ polled }) => polled.kind === kind)!.polled;

describe('a port-in followed for three days', () => {
  it('costs at most 60 polls and 250 state transitions, whenever it begins and whichever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 * 7 * 52 }), fc.uuid(), (hour, key) => {
        const polls = pollsOf('port-in', key, Date.UTC(2026, 0, 1) + hour * hourMs, 72).length;
        expect(polls).toBeLessThanOrEqual(60);
        expect(transitionsOf(polls)).toBeLessThanOrEqual(250);
      }),
      { numRuns: 500 },
    );
  });

  it('costs 50 polls at most when it begins on a Tuesday morning', () => {
    const polls = pollsOf('port-in', 'a', Date.UTC(2026, 10, 3, 15), 72);
    expect(polls.length).toBeLessThanOrEqual(50);
    expect(polls.length).toBeGreaterThanOrEqual(25);
  });

  it('is looked at within minutes at first, and every hour or two by day', () => {
    const startMs = Date.UTC(2026, 10, 3, 15);
    const polls = pollsOf('port-in', 'a', startMs, 72);
    expect(polls[0]! - startMs).toBeLessThan(90_000);
    expect(polls.filter((time) => time - startMs < hourMs).length).toBeGreaterThanOrEqual(8);
    const waits = polls.slice(1).map((time, index) => time - polls[index]!);
    expect(Math.max(...waits)).toBeLessThan(11 * hourMs);
  });

  it('is asked for less often by night and at weekends, and again when people are back at work', () => {
    // Friday 15:00 in Chicago.
    const startMs = Date.UTC(2026, 10, 6, 21);
    const polls = pollsOf('port-in', 'a', startMs, 24 * 4);
    const weekend = polls.filter((time) => time > Date.UTC(2026, 10, 7, 6) && time < Date.UTC(2026, 10, 9, 6));
    const monday = polls.filter((time) => time > Date.UTC(2026, 10, 9, 12) && time < Date.UTC(2026, 10, 10, 3));
    expect(weekend.length).toBeLessThan(14);
    expect(monday.length).toBeGreaterThanOrEqual(4);
  });
});

describe('every kind', () => {
  it.each(polledReads.map(({ polled }) => polled.kind))(
    '%s: is polled ever more seldom, and stops some day',
    (kind) => {
      const { schedule, giveUpAfterDays } = ruleOf(kind);
      const everyMinutes = schedule.phases.map((phase) => phase.everyMinutes);
      expect(everyMinutes).toEqual(everyMinutes.toSorted((a, b) => a - b));
      expect(schedule.thenEveryHours * 60).toBeGreaterThanOrEqual(everyMinutes.at(-1)!);
      expect(pollsOf(kind, 'a', Date.UTC(2026, 0, 5), giveUpAfterDays * 24).length).toBeLessThan(800);
    },
  );

  it('spreads items that begin together', () => {
    const firsts = Array.from({ length: 200 }, (_, index) => pollsOf('port-in', `item ${index}`, 0, 72).at(-1));
    expect(new Set(firsts).size).toBeGreaterThan(190);
  });

  it('waits alike for the same item and poll', () => {
    expect(pollsOf('credit-check', 'a', 0, 72)).toEqual(pollsOf('credit-check', 'a', 0, 72));
  });

  it('waits as long as AT&T asks, and no longer than a day', () => {
    const wait = (retryAfterSeconds: number): number =>
      nextWaitSeconds(ruleOf('service-activation').schedule, {
        key: 'a',
        ageMs: 0,
        nowMs: 0,
        polls: 0,
        retryAfterSeconds,
      });
    expect(wait(0)).toBeLessThan(20);
    expect(wait(600)).toBe(600);
    expect(wait(10 ** 9)).toBe(86_400);
  });
});

describe('an execution', () => {
  it('stays below 5,000 events, even if every poll needs every retry', () => {
    // Wait 2, Poll 5 and 3 for each retry, Decide 2; start, handover and end.
    const eventsPerRound = 2 + 5 + 5 * 3 + 2;
    expect(pollsPerExecution * eventsPerRound + 30).toBeLessThan(5_000);
  });
});
