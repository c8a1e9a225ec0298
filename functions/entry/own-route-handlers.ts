import { setTimeout as sleep } from 'node:timers/promises';
import type { AroundCalls } from '#api/call-dependencies';
import type { OperationHandler } from '#api/read-handler';
import { bulkCalls, startBulkWriter } from '#entry/bulk-calls';
import { bySolutionProvider } from '#entry/by-solution-provider';
import { callersStores } from '#entry/callers-stores';
import * as compose from '#entry/compose-own-routes';
import { answerCipher, fingerprints, signingSecrets } from '#entry/data-keys';
import { ownRoutePorts, viewing, webhookTargets, type OwnRoutePorts } from '#entry/own-route-ports';
import { createGroupHandler } from '#routes/create-group-handler';
import type { DependenciesOf, RouteGroup } from '#routes/define-group';
import type { OwnRoute } from '#routes/define-route';
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

export const recordsReadHandler = (): OperationHandler => {
  const own = { answerCipher: answerCipher(callersStores()), pause: sleep };
  return handlerOf(recordsRead, (ports) => compose.recordsReadDependencies({ ...ports, ...own }));
};

export const ordersReadHandler = (): OperationHandler =>
  handlerOf(ordersRead, (ports) => compose.ordersReadDependencies({ ...ports, ...viewing() }));

export const longRunningReadHandler = (): OperationHandler =>
  handlerOf(longRunningRead, (ports) => compose.longRunningReadDependencies({ ...ports, ...viewing() }));

export const trackingWriteHandler = (): OperationHandler =>
  handlerOf(trackingWrite, (ports) => compose.trackingWriteDependencies({ ...ports, ...viewing() }));

export const requestsResolveHandler = (): OperationHandler =>
  handlerOf(requestsResolve, compose.requestsResolveDependencies);

export const eventsReadHandler = (): OperationHandler => handlerOf(eventsRead, compose.eventsReadDependencies);

export const webhooksReadHandler = (): OperationHandler => handlerOf(webhooksRead, compose.webhooksReadDependencies);

export const webhooksWriteHandler = (): OperationHandler => {
  const own = { ...webhookTargets(), signing: signingSecrets(callersStores()) };
  return handlerOf(webhooksWrite, (ports) => compose.webhooksWriteDependencies({ ...ports, ...own }));
};

export const webhooksDeleteHandler = (): OperationHandler =>
  handlerOf(webhooksDelete, (ports) => compose.endpointDependencies(ports));

export const webhooksSendHandler = (): OperationHandler => handlerOf(webhooksSend, compose.webhooksSendDependencies);

export const bulkReadHandler = (): OperationHandler => handlerOf(bulkRead, (ports) => compose.bulkDependencies(ports));

export const bulkChangeHandler = (): OperationHandler => {
  const own = { start: startBulkWriter() };
  return handlerOf(bulkChange, (ports) => compose.bulkDependencies({ ...ports, ...own }));
};

export const bulkCreateHandler = (): OperationHandler => {
  const own = {
    ...bulkCalls(callersStores()),
    fingerprints: fingerprints(callersStores()),
    start: startBulkWriter(),
  };
  return handlerOf(bulkCreate, (ports) => compose.bulkDependencies({ ...ports, ...own }));
};

/** Of a group, by what its routes work with; what they reach in the table is one Solution Provider’s. */
const handlerOf = <const R extends readonly OwnRoute[]>(
  group: RouteGroup<R>,
  dependenciesOf: (ports: OwnRoutePorts) => DependenciesOf<R> & AroundCalls,
): OperationHandler => bySolutionProvider((stores) => createGroupHandler(group, dependenciesOf(ownRoutePorts(stores))));
