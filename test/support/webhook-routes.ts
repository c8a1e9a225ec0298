import './function-environment';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { createEventStore } from '#events/event-store';
import { createWebhookEndpoint } from '#routes/webhooks/create-webhook-endpoint';
import type { OperationHandler } from '#api/read-handler';
import { createTable } from '#platform/table/table';
import { createDeliveryLog } from '#webhooks/delivery-log';
import { createEndpointStore } from '#webhooks/endpoint-store';
import type { WebhookTargets } from '#routes/webhooks/require-targets';
import type { SigningSecrets } from '#webhooks/signing-secrets';
import { taskOf, type WebhookTask } from '#webhooks/task';
import { signingSecretsOf } from './data-keys';
import { dynaliteClient, tableName, type Client } from './dynalite-client';
import { fixedClock, publicTargets, recordingLog, recordingMetrics } from './fakes';
import { gatewayEvent, lambdaContext } from './gateway-event';
import { verified } from './verified-endpoint';
import { routeHandler, type RoutePorts } from './route-handler';

const scopes = ['webhooks:manage', 'tracking:read'];
const body = z.looseObject({});

/** What the routes of events and webhooks work with, over DynamoDB, and calls of them. */
export const webhookRoutesRig = async ({ signing = signingSecretsOf() } = {}) => {
  const clock = fixedClock();
  const [left, challenges]: [WebhookTask[], WebhookTask[]] = [[], []];
  const client = keepingTasks(await dynaliteClient(), (task) => {
    (('verifies' in task ? task.verifies : undefined) === undefined ? left : challenges).push(task);
  });
  const table = createTable(client, tableName);
  const ports = {
    client,
    log: recordingLog(),
    metrics: recordingMetrics(),
    now: clock.now,
    wireNow: clock.now,
    signing,
    ...publicTargets,
  } satisfies RoutePorts & WebhookTargets & { signing: SigningSecrets };
  const stores = {
    endpoints: createEndpointStore(table, clock.now, ports.signing),
    deliveries: createDeliveryLog(table),
    events: createEventStore(table),
  };
  const call = async (handler: OperationHandler, parts: Parameters<typeof gatewayEvent>[0] = {}) => {
    const event = gatewayEvent({ ...parts, caller: { scopes, ...parts.caller } });
    const { statusCode, body: text } = await handler(event, lambdaContext());
    return { status: statusCode, json: body.parse(JSON.parse(text)) };
  };
  const create = async (parts: object = {}) => {
    const made = await call(routeHandler(createWebhookEndpoint, ports), {
      body: { url: 'https://hooks.example.com/', ...parts },
    });
    const id = String(made.json['id']);
    return { ...made, id };
  };
  /** The same, and its URLs answer their challenges. */
  const createVerified = async (parts: object = {}) => {
    const made = await create(parts);
    const endpoint = await stores.endpoints.find('SP-A', made.id);
    if (endpoint) await verified(stores.endpoints, endpoint);
    return made;
  };
  return { ...ports, ...stores, clock, left, challenges, call, create, createVerified };
};

/** The client, and what is left to the webhook sender through it. */
const keepingTasks = (client: Client, keep: (task: WebhookTask) => void): Client => {
  const send = (command: Parameters<Client['send']>[0]): Promise<unknown> => {
    const item = command instanceof PutItemCommand ? unmarshall(command.input.Item ?? {}) : {};
    if (item['sk'] === 'TASK') keep(taskOf(item));
    return client.send(command);
  };
  // The client's overloads cannot be written as one function type.
  return { send: send as Client['send'] };
};
