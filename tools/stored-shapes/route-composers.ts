import * as composers from '#entry/compose-own-routes';
import type { Observability } from '#platform/observability';
import type { routeGroups } from '#routes/registry';

type GroupId = (typeof routeGroups)[number]['id'];

/** What a group’s composer takes more than what all take is up to who calls its routes. */
type ComposeRoutes = (ports: never) => Observability;

/** By which function of `entry` the routes of each group get what they work with. */
export const routeComposers: Readonly<Record<GroupId, ComposeRoutes>> = {
  'records-read': composers.recordsReadDependencies,
  'orders-read': composers.ordersReadDependencies,
  'long-running-read': composers.longRunningReadDependencies,
  'tracking-write': composers.trackingWriteDependencies,
  'requests-resolve': composers.requestsResolveDependencies,
  'events-read': composers.eventsReadDependencies,
  'webhooks-read': composers.webhooksReadDependencies,
  'webhooks-write': composers.webhooksWriteDependencies,
  'webhooks-delete': composers.endpointDependencies,
  'webhooks-send': composers.webhooksSendDependencies,
  'bulk-read': composers.bulkDependencies,
  'bulk-change': composers.bulkDependencies,
  'bulk-create': composers.bulkDependencies,
};
