import * as fc from 'fast-check';
import { longRunningRules } from '#domain/mobility/long-running-kinds';
import { longRunningKinds, type Observation, type LongRunningKind } from '#domain/mobility/observation';
import { anyKind } from '#tracking/long-running/any-kind';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';

const startMs = Date.UTC(2026, 10, 5, 9);
const timeOf = (index: number): string => new Date(startMs + index * 60_000).toISOString();

const unseen = (kind: LongRunningKind): LongRunningRequest =>
  anyKind.newLongRunningRequest(
    { kind, id: 'X-1', solutionProvider: 'SP', origin: 'elsewhere', observation: { at: timeOf(-1), details: {} } },
    {},
  );

/** What AT&T says over time: a walk along the table with words nobody knows in between. */
const course = fc.constantFrom(...longRunningKinds).chain((kind) =>
  fc
    .array(fc.record({ choice: fc.nat(), isUnheardOf: fc.integer({ min: 0, max: 4 }).map((n) => n === 0) }), {
      minLength: 1,
      maxLength: 14,
    })
    .map((steps) => {
      let state = 'unknown';
      const observations = steps.map(({ choice, isUnheardOf }, index): Observation => {
        if (isUnheardOf) return { at: timeOf(index), status: `ZZ-${index}`, details: {} };
        const next = [state, ...(longRunningRules[kind].next[state] ?? [])].filter((one) => one !== 'unknown');
        state = next[choice % next.length] ?? state;
        return { at: timeOf(index), status: `word ${index}`, state, details: { seen: index } };
      });
      return { kind, observations, state };
    }),
);

const shuffled = course.chain((told) =>
  fc
    .shuffledSubarray(told.observations, { minLength: told.observations.length, maxLength: told.observations.length })
    .map((arrivals) => ({ ...told, arrivals })),
);

it('ends in the newest state in whatever order a thousand courses of observations arrive', () => {
  fc.assert(
    fc.property(shuffled, ({ kind, observations, arrivals, state }) => {
      const item = arrivals.reduce(
        (standing, observation) => anyKind.applyObservation(standing, observation),
        unseen(kind),
      );
      expect(item.state).toBe(state);
      expect(item.anomaly).toBeUndefined();
      expect(item.observedAt).toBe(observations.at(-1)!.at);
      expect(item.raw.status).toBe(observations.at(-1)!.status);
    }),
    { numRuns: 1_000 },
  );
});

it('never fails, never goes back in time and never loses an entry, whatever AT&T says', () => {
  const anything = fc.record({
    at: fc.integer({ min: 0, max: 50 }).map(timeOf),
    status: fc.string(),
    state: fc.constantFrom('submitted', 'pending', 'action-required', 'confirmed', 'completed', 'cancelled', 'failed'),
    details: fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<unknown>),
  });
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 20 }), (observations) => {
      let item = unseen('port-in');
      for (const observation of observations) {
        const next = anyKind.applyObservation(item, observation);
        expect(next.observedAt >= item.observedAt && next.stateAt >= item.stateAt).toBe(true);
        expect(next.timeline.slice(0, item.timeline.length)).toEqual(item.timeline);
        if (longRunningRules['port-in'].next[item.state]?.length === 0) expect(next.state).toBe(item.state);
        item = next;
      }
    }),
    { numRuns: 500 },
  );
});

it('tells nothing when nothing has changed', () => {
  const observation = { at: timeOf(1), status: 'pending', state: 'pending', details: { requestedDate: '2026-11-06' } };
  const first = anyKind.applyObservation(unseen('port-in'), observation);
  const second = anyKind.applyObservation(first, { ...observation, at: timeOf(2) });
  expect(second.timeline).toEqual(first.timeline);
  expect(second.updatedAt).toBe(first.updatedAt);
  expect(second.observedAt).toBe(timeOf(2));
});

it('says once that AT&T contradicts itself, and takes it back when AT&T does', () => {
  const say = (item: LongRunningRequest, index: number, state: string) =>
    anyKind.applyObservation(item, { at: timeOf(index), status: state, state, details: {} });
  const done = say(unseen('port-in'), 1, 'completed');
  const odd = say(say(done, 2, 'pending'), 3, 'pending');
  expect([odd.state, odd.anomaly?.state]).toEqual(['completed', 'pending']);
  expect(odd.timeline.filter(({ type }) => type === 'anomaly')).toHaveLength(1);
  const even = say(odd, 4, 'completed');
  expect([even.state, even.anomaly]).toEqual(['completed', undefined]);
});
