import type { OperationId } from '#operations/registry';
import type { Table } from '#platform/table/table';
import type { CallContext } from '#requests/call-context';
import { anyKind } from '#tracking/long-running/any-kind';
import { createLongRunningEffects } from '#tracking/long-running/long-running-effects';
import { longRunningKey, longRunningRequestSchema } from '#tracking/long-running/long-running-request';
import { createUniqueLocks, type LockedNames } from '#tracking/long-running/unique-locks';
import { recordingMetrics } from '../../../support/fakes';
import { contextOf, type CallParts } from '../order/orders';

export const now = Date.UTC(2026, 10, 5, 9);
export const at = new Date(now).toISOString();

let number = 2_125_550_000;
export const aNumber = () => String((number += 1));
export const lockOf = (subscriberNumber: string): LockedNames => ({
  ...{ kind: 'port-in', solutionProvider: 'SP-A', names: [`number:${subscriberNumber}`] },
});

interface Parts extends CallParts {
  path?: Record<string, string>;
}
export const calling = (id: OperationId, { path = {}, ...parts }: Parts = {}): CallContext => {
  const context = contextOf(id, parts);
  return { ...context, request: { ...context.request, path } };
};
export const opening = (subscriberNumber: string) => calling('request-port-in', { body: { subscriberNumber } });
export const correcting = (portInId: string, body: object = {}) =>
  calling('update-port-in', { path: { portInId }, body });
export const reading = (portInId: string) => calling('get-port-in', { path: { portInId } });
export const activating = (device: object) => calling('activate-service', { body: { device } });

/** The effects of calls about port-ins and activations, over a table. */
export const effectsOn = (table: Table) => {
  const metrics = recordingMetrics();
  return { metrics, effects: createLongRunningEffects({ table, metrics, kinds: anyKind, now: () => now }) };
};

export const ownerIn = async (table: Table, subscriberNumber: string) =>
  (await createUniqueLocks(table, () => now).owners(lockOf(subscriberNumber)))[`number:${subscriberNumber}`];

export const itemIn = async (table: Table, id: string) => {
  const item = await table.get(longRunningKey('port-in', 'SP-A', id));
  return item && longRunningRequestSchema.parse(item);
};

/** A port-in of a number, as a read shows it. */
export const shownIn = (table: Table, portInId: string, subscriberNumber: string, parts: object = {}) =>
  effectsOn(table).effects.recordObservation(reading(portInId), {
    ...{ id: portInId, state: 'pending', subscriberNumber },
    ...parts,
  });
