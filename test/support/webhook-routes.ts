import './function-environment';
import * as z from 'zod';
import { createEventStore } from '#events/event-store';
import { createWebhookEndpoint } from '#routes/webhooks/create-webhook-endpoint';
import type { OperationHandler } from '#api/read-handler';
import { createTable } from '#platform/table/table';
import { createDeliveryLog } from '#webhooks/delivery-log';
import { createEndpointStore } from '#webhooks/endpoint-store';
import type { WebhookRouteDependencies } from '#entry/webhooks-route-dependencies';
import type { WebhookTask } from '#webhooks/task';
import { dynaliteClient, tableName } from './dynalite-client';
import { fixedClock, recordingLog, recordingMetrics } from './fakes';
import { gatewayEvent, lambdaContext } from './gateway-event';
import { routeHandler } from './route-handler';

const scopes = ['webhooks:manage', 'tracking:read'];
const body = z.looseObject({});

/** What the routes of events and webhooks work with, over DynamoDB, and calls of them. */
export const webhookRoutesRig = async () => {
  const clock = fixedClock();
  const table = createTable(await dynaliteClient(), tableName);
  const left: WebhookTask[] = [];
  const deps = {
    log: recordingLog(),
    metrics: recordingMetrics(),
    endpoints: createEndpointStore(table, clock.now),
    deliveries: createDeliveryLog(table),
    events: createEventStore(table, clock.now),
    leave: (task: WebhookTask) => Promise.resolve(void left.push(task)),
    resolve: () => Promise.resolve([{ address: '93.184.215.14', family: 4 as const }]),
    policy: 'public' as const,
    now: clock.now,
  } satisfies WebhookRouteDependencies;
  const call = async (handler: OperationHandler, parts: Parameters<typeof gatewayEvent>[0] = {}) => {
    const event = gatewayEvent({ ...parts, caller: { scopes, ...parts.caller } });
    const { statusCode, body: text } = await handler(event, lambdaContext());
    return { status: statusCode, json: body.parse(JSON.parse(text)) };
  };
  const create = async (parts: object = {}) => {
    const made = await call(routeHandler(createWebhookEndpoint, deps), {
      body: { url: 'https://hooks.example.com/', ...parts },
    });
    return { ...made, id: String(made.json['id']) };
  };
  return { ...deps, clock, left, call, create };
};
