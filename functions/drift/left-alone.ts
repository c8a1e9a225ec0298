import { dayMs, hourMs } from '#platform/table/key-pattern';
import { isUndecided, type LineItem } from '#tracking/line/line-item';
import { anyKind } from '#tracking/long-running/any-kind';
import { isUnconfirmed, type LongRunningRequest } from '#tracking/long-running/long-running-request';
import type { TrackedOrder } from '#tracking/order/tracked-order';

/** What has just come about, AT&T may not show everywhere yet. */
const settleMs = hourMs;
/** A write that nobody knows the outcome of is the reconciler’s; for so long its thing is not compared. */
const undecidedMs = dayMs;
/** AT&T goes back on no end that is so old, and restores no line. */
const oldMs = 90 * dayMs;

const isYoungerThan = (at: string | undefined, ageMs: number, nowMs: number): boolean =>
  at !== undefined && nowMs - Date.parse(at) < ageMs;

const isWaitedFor = (pending: readonly { at: string }[], nowMs: number): boolean =>
  pending.some(({ at }) => isYoungerThan(at, undecidedMs, nowMs));

/** Whether there is nothing to compare yet, or any more. */
export const isLongRunningLeftAlone = (item: LongRunningRequest, nowMs: number): boolean =>
  isUnconfirmed(item) ||
  isYoungerThan(item.createdAt, settleMs, nowMs) ||
  isWaitedFor(Object.values(item.pending), nowMs) ||
  (anyKind.isDone(item) && !isYoungerThan(item.updatedAt, oldMs, nowMs));

export const isOrderLeftAlone = (order: TrackedOrder, nowMs: number): boolean =>
  isYoungerThan(order.createdAt, settleMs, nowMs) ||
  isWaitedFor(Object.values(order.pending), nowMs) ||
  (order.facts['completion'] !== undefined && !isYoungerThan(order.updatedAt, oldMs, nowMs));

export const isLineLeftAlone = (line: LineItem, nowMs: number): boolean =>
  line.status === undefined ||
  // It has another number, under which it is compared.
  line.laterNumber !== undefined ||
  isYoungerThan(line.updatedAt, settleMs, nowMs) ||
  isWaitedFor(line.timeline.filter(isUndecided), nowMs) ||
  (line.status === 'cancelled' && !isYoungerThan(line.statusAt, oldMs, nowMs));
