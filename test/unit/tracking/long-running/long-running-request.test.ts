import { anyKind } from '#tracking/long-running/any-kind';
import { trackedOrders } from '#platform/table/keys';
import {
  isUnconfirmed,
  longRunningRequestSchema,
  toStored,
  withEnd,
  type LongRunningRequest,
} from '#tracking/long-running/long-running-request';

const at = '2026-11-05T09:00:00.000Z';
const nowMs = Date.parse(at);

/** One that somebody has named, and nobody has heard of. */
const named = (parts: Partial<LongRunningRequest> = {}): LongRunningRequest => ({
  ...anyKind.newLongRunningRequest(
    { kind: 'port-in', id: 'P-1', solutionProvider: 'SP-A', origin: 'elsewhere', observation: { at, details: {} } },
    {},
  ),
  ...parts,
});

it.each<[string, Partial<LongRunningRequest>, boolean]>([
  ['nothing but its id', {}, true],
  ['that it was asked for here', { origin: 'here' }, false],
  ['its state', { state: 'pending' }, false],
  ['a word for its state', { raw: { status: 'odd' } }, false],
  ['what it keeps others from', { guards: ['number:2125550100'] }, false],
  ['a detail', { details: { subscriberNumber: '2125550100' } }, false],
])('of one of which is known %s an end: %j', (_, parts, hasEnd) => {
  expect(isUnconfirmed(named(parts))).toBe(hasEnd);
  expect(withEnd(named(parts), nowMs).expiresAt).toBe(hasEnd ? trackedOrders.lifetime.expiresAt(nowMs) : undefined);
});

it('is stored with its keys, by when it was made', () => {
  expect(toStored(named())).toMatchObject({
    ...{ pk: 'SP#SP-A', sk: 'PORT-IN#P-1', listPk: 'PORT-INS#SP-A', listSk: `${at}#P-1`, id: 'P-1' },
  });
  expect(longRunningRequestSchema.safeParse(toStored(named())).error).toBeUndefined();
});
