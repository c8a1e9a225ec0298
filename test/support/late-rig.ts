import { reconcilerRights } from '#entry/background-rights';
import { grantedTable } from './granted-table';
import { TransportError, type Transport, type WireAnswer } from '#att/transport';
import type { Handover } from '#requests/handover';
import type { OperationId } from '#operations/registry';
import { eventsOf } from '#events/events-of';
import { requestImageOf } from '#events/tracked-image';
import { composeReconciler } from '#entry/compose-reconciler';
import { reconcile, type Reconciled } from '#requests/reconcile';
import { requestKey, type RequestRecord } from '#requests/request-record';
import type { Client } from './dynalite-client';
import { fixedClock } from './fakes';
import { gatewayRig, solutionProvider, type Answer, type RigOptions } from './gateway-rig';
import { lambdaContext } from './gateway-event';
import { exampleCall } from '../../tools/soak/example-call';
import { simulatedAtt } from '../../tools/simulator/in-process';

export const second = 1_000;

/** A write with a secret in it. */
export const operation = 'request-port-in' satisfies OperationId;
export const secret = '482913';
const example = exampleCall(operation, solutionProvider).body as Record<string, object>;
export const body = {
  ...example,
  subscriberNumber: '2125550188',
  oldServiceProvider: { ...example['oldServiceProvider'], pin: secret },
};

export const respondAsync = { prefer: 'respond-async' };

export const requestIdOf = ({ headers }: Answer): string => String(headers['x-request-record']).split('/').at(-1)!;

/** AT&T, which can be told to answer something else, and what it was asked. */
export const attWith = (reply?: () => WireAnswer | TransportError) => {
  const att = simulatedAtt();
  const sent: string[] = [];
  const deadlines: number[] = [];
  const transport: Transport = async (request, deadlineMs) => {
    if (request.method === 'GET') return att.transport(request, deadlineMs);
    sent.push(request.body ?? '');
    deadlines.push(deadlineMs);
    if (!reply) return att.transport(request, deadlineMs);
    const answer = reply();
    if (answer instanceof TransportError) throw answer;
    return answer;
  };
  return { sent, deadlines, transport };
};
export type LateAtt = ReturnType<typeof attWith>;

/** For so long workers wait for AT&T. */
export const lateSeconds = 600;

export interface LateRigOptions extends Pick<
  RigOptions,
  'answerCipher' | 'settings' | 'credentials' | 'restrictionOf' | 'bindings' | 'contract'
> {
  client: Client;
  transport: Transport;
  /** Lambda, when it is told to have a worker begin; what it takes stands in `waiting`. */
  onHandOver?: () => Promise<void> | void;
}

/** A gateway whose writes are made by workers, when a test lets them; time passes by waiting for them alone. */
export const lateRig = ({ onHandOver = () => undefined, ...options }: LateRigOptions) => {
  const clock = fixedClock();
  const waiting: { operation: OperationId; handover: Handover }[] = [];
  const during: { pause: (passedMs: number) => Promise<void> | void } = { pause: () => undefined };
  let passedMs = 0;
  const rig = gatewayRig({
    ...options,
    mode: 'advisory',
    now: clock.now,
    wireNow: clock.now,
    lateAnswers: {
      longestMs: lateSeconds * 1_000,
      handOver: async (operation, handover) => {
        // Of the rig’s own operations.
        waiting.push({ operation: operation as OperationId, handover });
        await onHandOver();
      },
      pause: async (milliseconds) => {
        passedMs += milliseconds;
        clock.advance(milliseconds);
        await during.pause(passedMs);
      },
    },
  });
  /** Lambda has workers begin whatever waits; a delivery stays where a test delivers it again. */
  const deliver = async (remainingMs = (lateSeconds + 5) * 1_000): Promise<void> => {
    for (const { operation, handover } of waiting.splice(0))
      await rig.worker(operation)(handover, lambdaContext(remainingMs));
  };
  const recordOf = async (requestId: string): Promise<RequestRecord> => {
    const record = await rig.requests.find(requestId);
    if (!record) throw new Error(`There is no request ${requestId}.`);
    return record;
  };
  return {
    ...{ rig, clock, waiting, during, deliver, recordOf },
    /** Types of the events its record has given rise to. */
    events: async (requestId: string): Promise<string[]> => {
      const image = requestImageOf(requestKey(requestId), await recordOf(requestId));
      return image ? eventsOf(image).map(({ type }) => type) : [];
    },
    reconciled: async (requestId: string): Promise<Reconciled> =>
      reconcile(
        composeReconciler({ ...rig, table: grantedTable(rig.table, reconcilerRights) }),
        await recordOf(requestId),
      ),
  };
};
export type LateRig = ReturnType<typeof lateRig>;
