import { and, equals, hasSize, itemExists, notExists, type Condition } from '#platform/table/conditions';
import type { Table } from '#platform/table/table';
import { hasLength, hasRoom, isTooLong, lengthOf, makeRoom } from '#tracking/timeline';
import { orderKey, trackedOrderSchema, type TrackedOrder } from '#tracking/order/tracked-order';
import { endOfUnconfirmed, isMerelyNamed } from '#tracking/unconfirmed';

export interface ReplaceOptions {
  nowMs: number;
  /** Whether nothing at all may have happened to it since it was read. */
  isExact?: boolean;
}

/**
 * Writes what has become of an order: of its facts, ids, steps in flight and timeline only what differs, so that what
 * happens to other parts of it meanwhile stays.
 * @returns the order as it is then; undefined when what differs was changed by somebody else
 */
export const replaceOrder = async (
  table: Pick<Table, 'get' | 'put' | 'update'>,
  before: TrackedOrder,
  after: TrackedOrder,
  { nowMs, isExact = false }: ReplaceOptions,
): Promise<TrackedOrder | undefined> => {
  const key = orderKey(before.solutionProvider, before.quoteId);
  if (isTooLong(after)) {
    await makeRoom(table, key);
    return undefined;
  }
  const changed = Object.entries(after.facts).filter(([key, fact]) => before.facts[key] !== fact);
  const ended = Object.entries(before.pending).filter(([key]) => after.pending[key] === undefined);
  const retracted = Object.keys(before.facts).filter((key) => after.facts[key] === undefined);
  const { orderId, subOrderIds } = after;
  const endsBy = isMerelyNamed(after) ? endOfUnconfirmed(nowMs) : undefined;
  const hasNewIds = orderId !== before.orderId || subOrderIds !== before.subOrderIds;
  // Ids are added to those that were read, and a step’s facts must not go back behind what came meanwhile.
  const isAsRead = isExact || hasNewIds || ended.length > 0;
  const item = await table.update({
    key,
    set: {
      updatedAt: after.updatedAt,
      hasGivenUpIds: after.hasGivenUpIds,
      expiresAt: endsBy,
      ...(hasNewIds && { subOrderIds, ...(orderId !== undefined && { orderId }) }),
    },
    setIn: { facts: Object.fromEntries(changed) },
    append: { timeline: after.timeline.slice(before.timeline.length) },
    remove: [
      ...ended.map(([key]) => ['pending', key]),
      ...retracted.map((key) => ['facts', key]),
      ...(orderId === undefined && before.orderId !== undefined ? [['orderId']] : []),
      ...(endsBy === undefined ? ['expiresAt'] : []),
    ],
    condition: and(
      itemExists,
      ...[...changed.map(([key]) => key), ...retracted].map((key) => isUnchanged(before, key)),
      ...ended.flatMap(([key, { requestId, at }]) => [
        equals(['pending', key, 'requestId'], requestId),
        equals(['pending', key, 'at'], at),
      ]),
      isAsRead ? hasLength(before, lengthOf(before)) : undefined,
      // Whether it has an end depends on all that is under way.
      ended.length > 0 ? hasSize('pending', Object.keys(before.pending).length) : undefined,
      after.timeline.length > before.timeline.length ? hasRoom : undefined,
    ),
  });
  return item && trackedOrderSchema.parse(item);
};

/** The fact is still what the entry says it was, so that the timeline never contradicts itself. */
const isUnchanged = ({ facts }: TrackedOrder, key: string): Condition => {
  const fact = facts[key];
  return fact
    ? and(equals(['facts', key, 'value'], fact.value), equals(['facts', key, 'provenance'], fact.provenance))
    : notExists(['facts', key]);
};
