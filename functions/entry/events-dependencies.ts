import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { createEventBus } from '#events/event-bus';
import { createEventStore } from '#events/event-store';
import type { PublisherDependencies } from '#events/handle-changes';
import type { OutcomeAppliers } from '#events/apply-outcome';
import { startPollingFrom } from '#platform/start-execution';
import { businessNow } from '#platform/clock';
import { createLog } from '#platform/log';
import { createMetrics } from '#platform/metrics';
import { serviceNameFrom, tableSettingsFrom } from '#platform/settings';
import { createDynamoDbClient, createTable, type Table } from '#platform/table/table';
import type { WorkflowMode } from '#tracking/order/preconditions';
import { mobilityOutcomeAppliers } from '#tracking/outcome-appliers';
import { sdkTimeouts } from '#platform/sdk-timeouts';
import { createStepReservations } from '#tracking/order/reserve-step';
import { createOrderStore } from '#tracking/order/order-store';
import { trackedOrderSchema } from '#tracking/order/tracked-order';

const busSettings = z.object({ EVENT_BUS_NAME: z.string() });

/** The real ones, from the process’s environment. */
export const publisherDependencies = (): PublisherDependencies => {
  const { tableName, workflow } = tableSettingsFrom(process.env);
  const serviceName = serviceNameFrom(process.env);
  const table = createTable(createDynamoDbClient(), tableName);
  const client = new EventBridgeClient({ maxAttempts: 3, requestHandler: sdkTimeouts });
  const startPolling = startPollingFrom(process.env);
  return {
    table,
    events: createEventStore(table),
    bus: createEventBus(client, busSettings.parse(process.env).EVENT_BUS_NAME),
    outcomeAppliers: outcomeAppliersOf(table, workflow),
    ...(startPolling && { startPolling }),
    log: createLog(serviceName),
    metrics: createMetrics(serviceName),
    now: Date.now,
  };
};

/** How each kind takes in the outcomes its begun steps wait for. */
export const outcomeAppliersOf = (
  table: Table,
  mode: WorkflowMode,
  now: () => number = businessNow,
): OutcomeAppliers => {
  const gate = createStepReservations({ table, orders: createOrderStore(table, now), mode, now });
  return {
    order: (_key, item) => gate.withOutcomes(trackedOrderSchema.parse(item)),
    ...mobilityOutcomeAppliers(table, now),
  };
};
