import { profilesOf } from '#domain/business-time/port-in-sla';
import { defaultLineChangeLimit, type LineChangeLimit } from '#domain/mobility/line-change-limit';
import type { SlaProfile } from '#domain/business-time/profiles';
import { environment, gatewayTable } from '#entry/process';
import type { Stores } from '#entry/stores';
import type { Observability } from '#platform/observability';
import { businessNow } from '#platform/clock';
import type { Table } from '#platform/table/table';
import { createPollJobStore } from '#polling/poll-job-store';
import { withFollowUp } from '#polling/with-follow-up';
import { inOwnShape } from '#requests/in-own-shape';
import { noEffects, type WriteEffects } from '#requests/write-effects';
import { composeWriteEffects } from '#tracking/compose-write-effects';
import { createLineEffects } from '#tracking/line/line-effects';
import { anyKind } from '#tracking/long-running/any-kind';
import { createFreeDevices } from '#tracking/long-running/free-devices';
import { longRunningKinds, type LongRunningKinds } from '#tracking/long-running/kinds';
import { createLongRunningEffects } from '#tracking/long-running/long-running-effects';
import { pdpProvisioning } from '#tracking/long-running/pdp-provisioning';
import { portIn } from '#tracking/long-running/port-in';
import { serviceActivation } from '#tracking/long-running/service-activation';
import { createOrderEffects } from '#tracking/order/order-effects';
import { createOrderStore } from '#tracking/order/order-store';
import type { WorkflowMode } from '#tracking/order/preconditions';

/** What tracking works with. */
export interface TrackingPorts extends Pick<Observability, 'metrics'> {
  table: Table;
  /** Time at AT&T. */
  now: () => number;
  workflow: WorkflowMode;
  portInProfiles: readonly SlaProfile[];
  lineChangeLimit: LineChangeLimit;
  /** Whether that AT&T shows again what is known is not noted, however long after. */
  notesNewsAlone?: boolean | undefined;
}

/** This process’s. */
export const trackingPorts = (stores: Stores): Omit<TrackingPorts, 'metrics'> => {
  const told = environment('workflow', 'portInSla', 'environment', 'lineChangeLimit');
  return {
    table: gatewayTable(stores),
    now: businessNow,
    workflow: told.workflow,
    portInProfiles: profilesOf(told.portInSla),
    lineChangeLimit: told.lineChangeLimit ?? defaultLineChangeLimit(told.environment),
  };
};

export type ComposeEffects = (ports: TrackingPorts) => WriteEffects;

const followedUp = (effects: WriteEffects, { table, now, portInProfiles }: TrackingPorts): WriteEffects =>
  withFollowUp(effects, { pollJobs: createPollJobStore(table, now), now, portInProfiles });

const ofOrders: ComposeEffects = ({ table, now, workflow: mode }) =>
  createOrderEffects({ table, orders: createOrderStore(table, now), mode, now });

const ofLongRunning = (ports: TrackingPorts, kinds: LongRunningKinds): WriteEffects =>
  inOwnShape(followedUp(createLongRunningEffects({ ...ports, kinds }), ports));

const ofSeenLines: ComposeEffects = (ports) =>
  createLineEffects({ ...ports, freeDevices: createFreeDevices(ports.table, ports.now) });

const ofAnything: ComposeEffects = (ports) =>
  composeWriteEffects({
    order: ofOrders(ports),
    longRunning: createLongRunningEffects({ ...ports, kinds: anyKind }),
    line: ofSeenLines(ports),
  });

/** What calls about orders, and about what AT&T works on, do to what is tracked; and have polled. */
export const orderEffects: ComposeEffects = (ports) => inOwnShape(followedUp(ofOrders(ports), ports));
export const portInEffects: ComposeEffects = (ports) => ofLongRunning(ports, longRunningKinds(portIn));
export const activationEffects: ComposeEffects = (ports) => ofLongRunning(ports, longRunningKinds(serviceActivation));
export const provisioningEffects: ComposeEffects = (ports) => ofLongRunning(ports, longRunningKinds(pdpProvisioning));
export const lineEffects: ComposeEffects = (ports) => inOwnShape(createLineEffects(ports));
export const lineReadEffects: ComposeEffects = (ports) => inOwnShape(ofSeenLines(ports));
export const plainEffects: ComposeEffects = () => noEffects;

/** Of calls about anything, whatever it is, without having anything polled: what polls is no client’s first sight of it. */
export const trackingEffects: ComposeEffects = (ports) => inOwnShape(ofAnything(ports));

/** The same, and what a call leaves to be waited for is polled. */
export const followedEffects: ComposeEffects = (ports) => inOwnShape(followedUp(ofAnything(ports), ports));
