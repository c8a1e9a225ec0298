import { withFollowUp } from '#polling/with-follow-up';
import { portInProfilesFrom } from '#domain/business-time/port-in-sla';
import type { SlaProfile } from '#domain/business-time/profiles';
import { createPollJobStore } from '#polling/poll-job-store';
import { createRequestStore, type RequestStore } from '#requests/request-store';
import { createChangeMarks } from '#read-cache/change-marks';
import { businessNow } from '#platform/clock';
import { dependencies, type Dependencies } from '#entry/runtime-dependencies';
import { markingChanges } from '#read-cache/marking-changes';
import { createDynamoDbClient, createTable, type Table } from '#platform/table/table';
import type { WorkflowMode } from '#tracking/order/preconditions';
import { composeWriteEffects } from '#tracking/compose-write-effects';
import { createLineEffects } from '#tracking/line/line-effects';
import { createLongRunningEffects } from '#tracking/long-running/long-running-effects';
import { createOrderStore } from '#tracking/order/order-store';
import { createOrderEffects } from '#tracking/order/order-effects';
import type { WriteEffects } from '#requests/write-effects';
import { tableSettingsFrom } from '#platform/settings';

/** What the handler of a write works with. */
export interface WriteDependencies extends Dependencies {
  table: Table;
  requests: RequestStore;
  effects: WriteEffects;
}

let shared: WriteDependencies | undefined;

/** The real ones, built once per process from its environment. */
export const writeDependencies = (): WriteDependencies => (shared ??= build());

const build = (): WriteDependencies => {
  const { tableName, workflow } = tableSettingsFrom(process.env);
  const table = createTable(createDynamoDbClient(), tableName);
  const deps = dependencies();
  const portInProfiles = portInProfilesFrom(process.env);
  const marks = deps.settings.readCacheSeconds === undefined ? undefined : createChangeMarks(table);
  return {
    ...deps,
    ...(marks && { att: markingChanges(deps.att, marks, deps.log) }),
    table,
    requests: createRequestStore(table),
    effects: withFollowUp(trackingEffects(deps, table, workflow, portInProfiles), {
      pollJobs: createPollJobStore(table, businessNow),
      now: businessNow,
      portInProfiles,
    }),
  };
};

/** The tracking side of calls, without having anything polled. */
export const trackingEffects = (
  { metrics }: Pick<Dependencies, 'metrics'>,
  table: Table,
  mode: WorkflowMode,
  portInProfiles?: readonly SlaProfile[],
): WriteEffects => {
  const orders = createOrderStore(table, businessNow);
  return composeWriteEffects({
    order: createOrderEffects({ table, orders, mode, now: businessNow }),
    longRunning: createLongRunningEffects({ table, metrics, now: businessNow, portInProfiles }),
    line: createLineEffects({ table, now: businessNow }),
  });
};
