import { withPolling } from '#polling/polled-steps';
import { portInProfilesFrom } from '#polling/sla/port-in-sla';
import type { SlaProfile } from '#polling/sla/profiles';
import { createWatchStore } from '#polling/watch-store';
import { createRequestStore, type RequestStore } from '#requests/request-store';
import { createChangeMarks } from '#runtime/change-marks';
import { businessNow } from '#runtime/clock';
import { dependencies, type Dependencies } from '#runtime/dependencies';
import { markingChanges } from '#runtime/marking-changes';
import { createDynamoDbClient, createTable, type Table } from '#runtime/table';
import type { WorkflowMode } from '#tracking/admission';
import { composeSteps } from '#tracking/compose-steps';
import { createLineSteps } from '#tracking/mobility/line-steps';
import { createProgressSteps } from '#tracking/mobility/progress-steps';
import { createOrderStore } from '#tracking/order-store';
import { createOrderSteps } from '#tracking/order-steps';
import type { Steps } from '#tracking/steps';
import { tableSettingsFrom } from '#runtime/settings';

/** What the handler of a write works with. */
export interface WriteDependencies extends Dependencies {
  table: Table;
  requests: RequestStore;
  steps: Steps;
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
    steps: withPolling(trackedSteps(deps, table, workflow, portInProfiles), {
      watches: createWatchStore(table, businessNow),
      now: businessNow,
      portInProfiles,
    }),
  };
};

/** The tracking side of calls, without having anything polled. */
export const trackedSteps = (
  { metrics }: Pick<Dependencies, 'metrics'>,
  table: Table,
  mode: WorkflowMode,
  portInProfiles?: readonly SlaProfile[],
): Steps => {
  const orders = createOrderStore(table, businessNow);
  return composeSteps({
    order: createOrderSteps({ table, orders, mode, now: businessNow }),
    progress: createProgressSteps({ table, metrics, now: businessNow, portInProfiles }),
    line: createLineSteps({ table, now: businessNow }),
  });
};
