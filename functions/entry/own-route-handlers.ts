import { setTimeout as sleep } from 'node:timers/promises';
import type { OperationHandler } from '#api/read-handler';
import { bulkCalls, startBulkWriter } from '#entry/bulk-calls';
import { callersStores } from '#entry/callers-stores';
import * as compose from '#entry/compose-own-routes';
import { answerCipher, fingerprints, signingSecrets } from '#entry/data-keys';
import { ownRoutePorts, viewing, webhookTargets } from '#entry/own-route-ports';
import { createGroupHandler } from '#routes/create-group-handler';
import { bulkChange } from '#routes/groups/bulk-change';
import { bulkCreate } from '#routes/groups/bulk-create';
import { bulkRead } from '#routes/groups/bulk-read';
import { eventsRead } from '#routes/groups/events-read';
import { longRunningRead } from '#routes/groups/long-running-read';
import { ordersRead } from '#routes/groups/orders-read';
import { recordsRead } from '#routes/groups/records-read';
import { requestsResolve } from '#routes/groups/requests-resolve';
import { trackingWrite } from '#routes/groups/tracking-write';
import { webhooksDelete } from '#routes/groups/webhooks-delete';
import { webhooksRead } from '#routes/groups/webhooks-read';
import { webhooksSend } from '#routes/groups/webhooks-send';
import { webhooksWrite } from '#routes/groups/webhooks-write';

/*
 * The handler of each group, from the process’s environment. `groupEntryOf` names them; the bundle of a group carries its own
 * alone, so each is an export by itself.
 */

export const recordsReadHandler = (): OperationHandler =>
  createGroupHandler(
    recordsRead,
    compose.recordsReadDependencies({
      ...ownRoutePorts(),
      answerCipher: answerCipher(callersStores()),
      pause: sleep,
    }),
  );

export const ordersReadHandler = (): OperationHandler =>
  createGroupHandler(ordersRead, compose.ordersReadDependencies({ ...ownRoutePorts(), ...viewing() }));

export const longRunningReadHandler = (): OperationHandler =>
  createGroupHandler(longRunningRead, compose.longRunningReadDependencies({ ...ownRoutePorts(), ...viewing() }));

export const trackingWriteHandler = (): OperationHandler =>
  createGroupHandler(trackingWrite, compose.trackingWriteDependencies({ ...ownRoutePorts(), ...viewing() }));

export const requestsResolveHandler = (): OperationHandler =>
  createGroupHandler(requestsResolve, compose.requestsResolveDependencies(ownRoutePorts()));

export const eventsReadHandler = (): OperationHandler =>
  createGroupHandler(eventsRead, compose.eventsReadDependencies(ownRoutePorts()));

export const webhooksReadHandler = (): OperationHandler =>
  createGroupHandler(webhooksRead, compose.webhooksReadDependencies(ownRoutePorts()));

export const webhooksWriteHandler = (): OperationHandler =>
  createGroupHandler(
    webhooksWrite,
    compose.webhooksWriteDependencies({
      ...ownRoutePorts(),
      ...webhookTargets(),
      signing: signingSecrets(callersStores()),
    }),
  );

export const webhooksDeleteHandler = (): OperationHandler =>
  createGroupHandler(webhooksDelete, compose.endpointDependencies(ownRoutePorts()));

export const webhooksSendHandler = (): OperationHandler =>
  createGroupHandler(webhooksSend, compose.webhooksSendDependencies(ownRoutePorts()));

export const bulkReadHandler = (): OperationHandler =>
  createGroupHandler(bulkRead, compose.bulkDependencies(ownRoutePorts()));

export const bulkChangeHandler = (): OperationHandler =>
  createGroupHandler(bulkChange, compose.bulkDependencies({ ...ownRoutePorts(), start: startBulkWriter() }));

export const bulkCreateHandler = (): OperationHandler =>
  createGroupHandler(
    bulkCreate,
    compose.bulkDependencies({
      ...ownRoutePorts(),
      ...bulkCalls(callersStores()),
      fingerprints: fingerprints(callersStores()),
      start: startBulkWriter(),
    }),
  );
