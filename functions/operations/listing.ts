import type { Method, Operation } from '#domain/define-operation';
import type { LongRunningKind } from '#domain/mobility/observation';
import type { LongRunningChange } from '#domain/mobility/long-running-kind';
import type { FactName, OrderFactName, Program } from '#domain/order/facts';
import type { OrderStep } from '#domain/order/order-workflow';
import { operations } from '#operations/registry';

/*
 * What functions know of operations whose definitions they do not carry. Bundles have what is exported here as data, as it
 * comes out of the registry when they are made (lib/bundle-handlers.ts): naming the operation of a step costs no schemas.
 */

/** An operation as it is named to those who shall call it. */
export interface NamedOperation {
  id: string;
  method: Method;
  path: string;
}

/** A read as far as it concerns those who do not make it. */
export interface NamedPollRead extends NamedOperation {
  firstSeconds: number;
  program?: Program;
  /** The fact of an order that it is repeated for. */
  fact?: FactName;
  /** Facts of the order without which AT&T would refuse it. */
  needs?: readonly OrderFactName[];
}

type Named<Key extends string, Value = NamedOperation> = Readonly<Partial<Record<Key, Value>>>;

const named = ({ id, method, path }: Operation): NamedOperation => ({ id, method, path });

/** The first of those that have the same key, in the order of the registry. */
const byKey = <Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> =>
  Object.fromEntries(entries.toReversed());

const all: readonly Operation[] = operations;

/** Ids of the operations that change something. */
export const writeOperationIds: readonly string[] = all
  .filter(({ idempotency }) => idempotency !== 'safe')
  .map(({ id }) => id);

/** The operation that takes a step of an order, by `<program> <step>`. */
export const orderStepOperations: Named<`${Program} ${OrderStep}`> = byKey(
  all.flatMap((operation) => {
    const { order } = operation;
    return order?.step === undefined ? [] : [[`${order.program} ${order.step}`, named(operation)] as const];
  }),
);

/** The operation that asks for something long-running, changes or reads it, by `<kind> <step>`. */
export const longRunningOperations: Named<`${LongRunningKind} ${'open' | 'read' | LongRunningChange}`> = byKey(
  all.flatMap((operation) => {
    const { longRunning } = operation;
    return longRunning ? [[`${longRunning.kind} ${longRunning.step ?? 'read'}`, named(operation)] as const] : [];
  }),
);

/** The read that shows which lines have a device. */
export const deviceReads: readonly NamedOperation[] = all.filter(({ line }) => line?.devices).map(named);

/** The reads that are repeated, by the kind of what they poll. */
export const pollReads: Named<string, NamedPollRead> = byKey(
  all.flatMap((operation) => {
    const { polled, order } = operation;
    if (!polled) return [];
    const { kind, schedule, until, queryFacts } = polled;
    const read: NamedPollRead = {
      ...named(operation),
      firstSeconds: schedule.firstSeconds,
      ...(order && { program: order.program }),
      ...('fact' in until && { fact: until.fact }),
      ...(queryFacts && { needs: Object.values(queryFacts) }),
    };
    return [[kind, read] as const];
  }),
);
