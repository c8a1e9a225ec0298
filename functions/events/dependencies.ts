import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { createEventBus } from '#events/event-bus';
import { createEventStore } from '#events/event-store';
import type { PublisherDependencies } from '#events/handle-changes';
import type { Settlers } from '#events/settle-request';
import { startPollingFrom } from '#polling/start-execution';
import { businessNow } from '#runtime/clock';
import { createLog } from '#runtime/log';
import { createMetrics } from '#runtime/metrics';
import { serviceNameFrom, tableSettingsFrom } from '#runtime/settings';
import { createDynamoDbClient, createTable, type Table } from '#runtime/table';
import type { WorkflowMode } from '#tracking/admission';
import { mobilitySettlers } from '#tracking/mobility/settlers';
import { sdkTimeouts } from '#runtime/sdk-timeouts';
import { createOrderGate } from '#tracking/order-gate';
import { createOrderStore } from '#tracking/order-store';
import { trackedOrderSchema } from '#tracking/tracked-order';

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
    settlers: settlersOf(table, workflow),
    ...(startPolling && { startPolling }),
    log: createLog(serviceName),
    metrics: createMetrics(serviceName),
    now: Date.now,
  };
};

/** How each kind takes in the outcomes its begun steps wait for. */
export const settlersOf = (table: Table, mode: WorkflowMode, now: () => number = businessNow): Settlers => {
  const gate = createOrderGate({ table, orders: createOrderStore(table, now), mode, now });
  return { order: (_key, item) => gate.settled(trackedOrderSchema.parse(item)), ...mobilitySettlers(table, now) };
};
