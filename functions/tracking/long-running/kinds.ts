import { isFinal, type LongRunningKindRules } from '#domain/mobility/long-running-kind';
import type { LongRunningKind, Observation } from '#domain/mobility/observation';
import type { LongRunningStep } from '#domain/problems/problems';
import type { Table } from '#platform/table/table';
import * as observed from '#tracking/long-running/apply-observation';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';
import { look } from '#tracking/long-running/next-steps';

type Item = LongRunningRequest;

/** A kind of long-running request: its rules, and what follows from them for whoever has one. */
export interface TrackedLongRunningKind {
  rules: LongRunningKindRules;
  /** What can be done with an item that is open, and with one that is final. */
  stepsWhileOpen: (item: Item) => LongRunningStep[];
  stepsAfterwards: (item: Item) => LongRunningStep[];
  /** What can be done by one who wants what a final item still keeps from others. */
  stepsToFree?: () => LongRunningStep[];
  /** Whether a final item keeps from others what nobody has any more. */
  isPast?: (table: Pick<Table, 'get'>, item: Item) => Promise<boolean>;
}

/** What is so of items of some kinds. A function carries those that its calls are about. */
export interface LongRunningKinds {
  rulesOf: (kind: LongRunningKind) => LongRunningKindRules;
  effectOf: (item: Item, observation: Observation) => observed.ObservationEffect;
  applyObservation: (item: Item, observation: Observation, origin?: observed.Origin) => Item;
  newLongRunningRequest: (fresh: observed.NewLongRunningRequest, from: observed.Origin) => Item;
  keepsLocks: (item: Item) => boolean;
  isDone: (item: Item) => boolean;
  /** What can be done with an item now, and who has to do it. Empty when nothing more can come of it. */
  stepsOf: (item: Item) => LongRunningStep[];
  /** What can be done by one who wants what an item has. */
  stepsBeforeAnother: (item: Item) => LongRunningStep[];
  /** Whether an item keeps something from others that somebody has. */
  holds: (table: Pick<Table, 'get'>, item: Item) => Promise<boolean>;
}

/** @throws when asked for an item of another kind */
export const longRunningKinds = (...kinds: readonly TrackedLongRunningKind[]): LongRunningKinds => {
  const byKind = new Map(kinds.map((one) => [one.rules.kind, one]));
  const trackedOf = (kind: LongRunningKind): TrackedLongRunningKind => {
    const tracked = byKind.get(kind);
    if (!tracked) throw new Error(`Nothing is known here of a ${kind}.`);
    return tracked;
  };
  const rulesOf = (kind: LongRunningKind): LongRunningKindRules => trackedOf(kind).rules;
  const isDone = (item: Item): boolean => observed.isDone(rulesOf(item.kind), item);
  const keepsLocks = (item: Item): boolean => observed.keepsLocks(rulesOf(item.kind), item);

  const stepsOf = (item: Item): LongRunningStep[] => {
    const { rules, stepsWhileOpen, stepsAfterwards } = trackedOf(item.kind);
    if (item.anomaly)
      return [look(item, 'AT&T contradicts what it said before: read it again, and ask AT&T if it stays so.')];
    return isFinal(rules, item.state) ? stepsAfterwards(item) : stepsWhileOpen(item);
  };

  return {
    rulesOf,
    isDone,
    keepsLocks,
    stepsOf,
    effectOf: (item, observation) => observed.effectOf(rulesOf(item.kind), item, observation),
    applyObservation: (item, observation, origin) =>
      observed.applyObservation(rulesOf(item.kind), item, observation, origin),
    newLongRunningRequest: (fresh, from) => observed.newLongRunningRequest(rulesOf(fresh.kind), fresh, from),
    stepsBeforeAnother: (item) => (isDone(item) && trackedOf(item.kind).stepsToFree?.()) || stepsOf(item),
    holds: async (table, item) => {
      if (!keepsLocks(item)) return false;
      return !(isDone(item) && (await trackedOf(item.kind).isPast?.(table, item)));
    },
  };
};
