import { rejectionFor } from '#domain/mobility/port-rejections';
import { portInKind } from '#domain/mobility/port-in-kind';
import { trackedOrders } from '#platform/table/keys';
import type { Item } from '#platform/table/table';
import { listPartition, longRunningRequestSchema } from '#tracking/long-running/long-running-request';
import { stateOf, trackedOrderSchema } from '#tracking/order/tracked-order';

/** A report: what it reads of a Solution Provider, and what it says. Rows come one by one; nothing grows with their number. */
export interface Report {
  columns: readonly string[];
  partitionOf: (solutionProvider: string) => string;
  begin: (nowMs: number) => {
    /** The row of an item, if it is one. */
    row: (item: Item) => Row | undefined;
    /** What is known when all were read. */
    rest: () => readonly Row[];
  };
}
export type Row = readonly (string | number | undefined)[];

const nothingMore = () => [];
const hourMs = 3_600_000;
const hours = (fromMs: number, toMs: number): string => ((toMs - fromMs) / hourMs).toFixed(1);
const isFinal = (state: string): boolean => portInKind.next[state]?.length === 0;

const portIns = (solutionProvider: string) => listPartition('port-in', solutionProvider);

/** Each port-in: how it stands, how old it is, and for how long it has stood so. No number, no name. */
const ports: Report = {
  columns: [
    ...['solutionProvider', 'id', 'state', 'createdAt', 'stateAt', 'ageHours', 'hoursInState'],
    ...['isOpen', 'rejections', 'lastRejection', 'overdueTold'],
  ],
  partitionOf: portIns,
  begin: (nowMs) => ({
    row: (item) => {
      const one = longRunningRequestSchema.parse(item);
      const isOpen = !isFinal(one.state);
      const toMs = isOpen ? nowMs : Date.parse(one.stateAt);
      const rejected = rejectionsIn(item);
      return [
        ...[one.solutionProvider, one.id, one.state, one.createdAt, one.stateAt],
        ...[hours(Date.parse(one.createdAt), toMs), hours(Date.parse(one.stateAt), toMs)],
        ...[isOpen ? 'yes' : 'no', rejected.length, rejected.at(-1)],
        one.timeline.filter(({ type }) => type === 'overdue').length,
      ];
    },
    rest: nothingMore,
  }),
};

const orders: Report = {
  columns: [
    'solutionProvider',
    'program',
    'quoteId',
    'orderId',
    'state',
    'createdAt',
    'updatedAt',
    'ageHours',
    'subOrders',
  ],
  partitionOf: (solutionProvider) => trackedOrders.list.partitionOf({ solutionProvider }),
  begin: (nowMs) => ({
    row: (item) => {
      const one = trackedOrderSchema.parse(item);
      return [
        ...[one.solutionProvider, one.program, one.quoteId, one.orderId, stateOf(one), one.createdAt, one.updatedAt],
        ...[hours(Date.parse(one.createdAt), nowMs), one.subOrderIds.length],
      ];
    },
    rest: nothingMore,
  }),
};

/** Why port-ins were refused, by how often: as many rows as there are reasons. */
const rejections: Report = {
  columns: ['reason', 'rejections', 'portIns', 'cure'],
  partitionOf: portIns,
  begin: () => {
    const counted = new Map<string, { rejections: number; portIns: number }>();
    return {
      row: (item) => {
        const codes = rejectionsIn(item);
        for (const code of new Set(codes)) {
          const known = counted.get(code) ?? { rejections: 0, portIns: 0 };
          const times = codes.filter((one) => one === code).length;
          counted.set(code, { rejections: known.rejections + times, portIns: known.portIns + 1 });
        }
        return undefined;
      },
      rest: () =>
        [...counted]
          .toSorted(([a, left], [b, right]) => right.rejections - left.rejections || a.localeCompare(b))
          .map(([code, { rejections: times, portIns: of }]) => [code, times, of, rejectionFor({ code })?.cure]),
    };
  },
};

/** Reasons of the refusals in its timeline, oldest first. Entries that were moved out of a long one are not read. */
const rejectionsIn = (item: Item): string[] => {
  const { timeline } = longRunningRequestSchema.parse(item);
  const reasons: string[] = [];
  for (const { type, after, reason = 'none-given' } of timeline) {
    if (after !== 'action-required' && after !== 'failed') continue;
    // A refusal after a correction may find the state as it was, and names another reason.
    if (type === 'state-changed' || reason !== reasons.at(-1)) reasons.push(reason);
  }
  return reasons;
};

/** Every report there is. */
export const reports = { ports, orders, rejections } as const satisfies Record<string, Report>;
export type ReportName = keyof typeof reports;
