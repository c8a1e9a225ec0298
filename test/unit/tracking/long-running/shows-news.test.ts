import type { Observation } from '#domain/mobility/observation';
import { anyKind } from '#tracking/long-running/any-kind';
import { longRunningRequestSchema, type LongRunningRequest } from '#tracking/long-running/long-running-request';
import { isToBeNoted, showsNews } from '#tracking/long-running/shows-news';

const startMs = Date.UTC(2026, 10, 2, 12);
const timeOf = (seconds: number): string => new Date(startMs + seconds * 1_000).toISOString();

const seen = (seconds: number, parts: Partial<Observation> = {}): Observation => ({
  ...{ at: timeOf(seconds), status: 'Pending', state: 'pending' },
  details: { subscriberNumber: '2125550100', requestedDate: '2026-11-20' },
  ...parts,
});

/** A port-in as it is read from the table after observations. */
const stored = (...observations: [Observation, ...Observation[]]): LongRunningRequest => {
  const [first, ...others] = observations;
  const item = anyKind.newLongRunningRequest(
    { kind: 'port-in', id: 'P1', observation: first, solutionProvider: 'SP-A', origin: 'elsewhere' },
    {},
  );
  const after = others.reduce((one, observation) => anyKind.applyObservation(one, observation), item);
  return longRunningRequestSchema.parse(JSON.parse(JSON.stringify(after)));
};

const isNews = (item: LongRunningRequest, observation: Observation): boolean =>
  showsNews(item, anyKind.applyObservation(item, observation));

const rejected = { state: 'action-required', status: 'Rejected', reason: { code: '8A', text: 'Account number' } };
const odd = { state: 'pending', status: 'Pending' };
const unknownWord = { state: undefined, status: 'Odd' };

it.each<[string, LongRunningRequest, Observation]>([
  ['the same', stored(seen(0)), seen(60)],
  [
    'the same in another order',
    stored(seen(0)),
    seen(60, { details: { requestedDate: '2026-11-20', subscriberNumber: '2125550100' } }),
  ],
  ['less', stored(seen(0)), seen(60, { details: {} })],
  ['the same rejection', stored(seen(0), seen(1, rejected)), seen(60, rejected)],
  ['the same word nobody knows', stored(seen(0), seen(1, unknownWord)), seen(60, unknownWord)],
  ['the same contradiction', stored(seen(0, { state: 'completed' }), seen(1, odd)), seen(60, odd)],
  ['what is older', stored(seen(60)), seen(0, rejected)],
])('%s is no news', (_, item, observation) => {
  expect(isNews(item, observation)).toBe(false);
});

it.each<[string, LongRunningRequest, Observation]>([
  ['another state', stored(seen(0)), seen(60, { state: 'confirmed', status: 'Confirmed' })],
  ['another word for the state', stored(seen(0)), seen(60, { status: 'In process' })],
  ['another detail', stored(seen(0)), seen(60, { details: { requestedDate: '2026-11-21' } })],
  [
    'another text of the reason',
    stored(seen(0), seen(1, rejected)),
    seen(60, { ...rejected, reason: { code: '8A', text: 'PIN' } }),
  ],
  ['a contradiction', stored(seen(0, { state: 'completed' })), seen(60, odd)],
  [
    'the end of a contradiction',
    stored(seen(0, { state: 'completed' }), seen(1, odd)),
    seen(60, { state: 'completed' }),
  ],
])('%s is news', (_, item, observation) => {
  expect(isNews(item, observation)).toBe(true);
});

it.each([
  ['a minute', 60, false],
  ['a quarter of an hour', 15 * 60, true],
])('the same is noted again after %s: %s', (_, seconds, isNoted) => {
  const item = stored(seen(0));
  const after = anyKind.applyObservation(item, seen(seconds));
  expect([showsNews(item, after), isToBeNoted(item, after)]).toEqual([false, isNoted]);
});
