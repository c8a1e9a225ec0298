import type { EventBus } from '#events/event-bus';
import { createEventStore } from '#events/event-store';
import type { OutcomeAppliers } from '#events/apply-outcome';
import type { PublisherDependencies, Reaction } from '#events/handle-changes';
import type { Observability } from '#platform/observability';
import type { Item, Table } from '#platform/table/table';
import { pollJobs, webhookTasks } from '#platform/table/keys';
import { createStepReservations } from '#tracking/order/reserve-step';
import { createOrderStore } from '#tracking/order/order-store';
import type { WorkflowMode } from '#tracking/order/preconditions';
import { trackedOrderSchema } from '#tracking/order/tracked-order';
import { mobilityOutcomeAppliers } from '#tracking/outcome-appliers';
import { taskOf } from '#webhooks/task';

/** What carries changes of the table on. */
export interface StreamPorts extends Observability {
  table: Table;
  bus: EventBus;
  workflow: WorkflowMode;
  /** Time at AT&T, by which what is tracked is dated. */
  now: () => number;
  /** Has a poll job begun; absent: the sweep does it, a minute or two later. */
  startPolling?: ((pollJob: Item) => Promise<unknown>) | undefined;
}

/** Events of what is tracked; outcomes to what waits for them; pollers of what is new; tasks to the webhook sender. */
export const composeStream = (ports: StreamPorts): PublisherDependencies => {
  const { table, bus, now, startPolling } = ports;
  return {
    ...ports,
    events: createEventStore(table, now),
    outcomeAppliers: outcomeAppliersOf(ports),
    reactions: {
      [pollJobs.key.partitionPrefix]: startingPollers(startPolling),
      [webhookTasks.key.partitionPrefix]: handingOn(bus),
    },
    now,
  };
};

/** How each kind takes in the outcomes its begun steps wait for. */
const outcomeAppliersOf = ({
  table,
  workflow: mode,
  now,
}: Pick<StreamPorts, 'table' | 'workflow' | 'now'>): OutcomeAppliers => {
  const reservations = createStepReservations({ table, orders: createOrderStore(table, now), mode, now });
  return {
    order: (_key, item) => reservations.withOutcomes(trackedOrderSchema.parse(item)),
    ...mobilityOutcomeAppliers(table, now),
  };
};

/** Every poll changes its job; only one under a new lease has to be started. */
const startingPollers =
  (startPolling: StreamPorts['startPolling']): Reaction =>
  async (changes) => {
    for (const { before, after } of changes) {
      if (after && after['run'] !== before?.['run']) await startPolling?.(after);
    }
  };

const handingOn =
  (bus: EventBus): Reaction =>
  async (changes) => {
    for (const { after } of changes) if (after) await bus.putTask(taskOf(after));
  };
