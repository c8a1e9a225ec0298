import type { DriftDependencies } from '#drift/run';
import { compareViews } from '#drift/run';
import { composeDrift, composeTakeIn } from '#entry/compose-drift';
import { composePolling } from '#entry/compose-polling';
import { takeIn } from '#drift/take-in';
import { profilesOf } from '#domain/business-time/port-in-sla';
import { poll } from '#polling/poll';
import type { Kind } from '../../../tools/simulator/world/sim-world';
import { simulatedAtt } from '../../../tools/simulator/in-process';
import { dynaliteClient } from '../../support/dynalite-client';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';
import { activationOf, portInOf } from '../../support/mobility-world';
import { walkTo } from '../../support/walk-order';

interface DriftWorldOptions {
  pollsPerMinute?: number;
}

let made = 0;

/** A gateway between a partner and the simulated AT&T, its pollers, and what compares the two. */
export const driftWorld = async ({ pollsPerMinute = 10_000 }: DriftWorldOptions = {}) => {
  const att = simulatedAtt();
  const { clock } = att.simulation.world;
  const now = () => clock.now().getTime();
  const rig = gatewayRig({ client: await dynaliteClient(), transport: att.transport, now });
  const ports = {
    ...rig,
    pollsPerMinute,
    workflow: 'strict' as const,
    portInProfiles: profilesOf(),
    lineChangeLimit: 'off' as const,
  };
  const polling = composePolling(ports);
  const deps: DriftDependencies = composeDrift(ports);
  const takingIn = composeTakeIn(ports);
  const advance = (duration: string): void => {
    clock.advance(duration);
    att.simulation.world.runDueTransitions();
  };

  /** Has something polled to its end. */
  const followed = async (kind: string, id: string): Promise<void> => {
    for (let tries = 0; tries < 400; tries += 1) {
      const job = await polling.pollJobs.find({ solutionProvider, kind, id });
      if (!job || job.outcome !== undefined) return;
      const { waitSeconds } = await poll(polling, { solutionProvider, kind, id, run: job.run, polls: job.polls });
      advance(`PT${Math.max(1, waitSeconds)}S`);
    }
    throw new Error(`${kind} ${id} does not end.`);
  };

  const idIn = (body: Record<string, unknown>, name: string): string => String(body[name]);

  return {
    rig,
    att,
    deps,
    advance,
    followed,
    /** A port-in that AT&T has completed, and the gateway knows it. */
    completedPortIn: async (number = `21255502${10 + made++}`): Promise<string> => {
      const answer = await rig.call('request-port-in', { key: `port-${made}`, body: portInOf(number) });
      const id = idIn(answer.body, 'id');
      await followed('port-in', id);
      return id;
    },
    activated: async (): Promise<string> => {
      const body = activationOf({}, { externalId: `a-${made++}` });
      const answer = await rig.call('activate-service', { key: `act-${made}`, body });
      const id = idIn(answer.body, 'requestId');
      await followed('service-activation', id);
      return id;
    },
    provisioned: async (): Promise<string> => {
      const body = { apn: 'fleet.example.com', subscribers: [{ subscriberNumber: '2125550131' }] };
      const answer = await rig.call('provision-pdp', { key: `pdp-${made++}`, body });
      const id = idIn(answer.body, 'batchId');
      await followed('pdp-provisioning', id);
      return id;
    },
    /** An Alliance order that AT&T has completed, and the gateway knows it. */
    completedOrder: async () => {
      const { ids, body } = await walkTo(rig, att, 'alliance-hand-off-order', `drift-${made++}`);
      await rig.attest(ids.quoteId, { fact: 'businessAccountName', value: 'Pecan Street Bakery' });
      const handedOff = await rig.call('alliance-hand-off-order', { key: `hand-${made}`, body });
      if (handedOff.status !== 200) throw new Error(handedOff.text);
      await followed('order-status', ids.orderId!);
      for (const kind of ['credit-check', 'contract']) await followed(kind, ids.quoteId);
      return { quoteId: ids.quoteId, orderId: ids.orderId! };
    },
    /** A line that a client has seen. */
    seenLine: async (subscriberNumber: string): Promise<string> => {
      await rig.call('get-line-details', { query: { subscriberNumber } });
      return subscriberNumber;
    },
    /** Changes something at AT&T behind the gateway’s back. */
    atAtt: (kind: Kind, key: string, members: object) => att.simulation.world.set(kind, solutionProvider, key, members),
    goneAtAtt: (kind: Kind, key: string) => att.simulation.world.forProvider(solutionProvider).of(kind).delete(key),
    /** A whole run, and what it found. */
    compared: async (isAnew = true) => {
      const hasTime = (): boolean => true;
      const report = await compareViews(() => deps, [solutionProvider], hasTime, { isAnew });
      const run = await deps.drift.latest(solutionProvider);
      const { differences } = await deps.drift.found(run!, 100);
      return { report: report[solutionProvider], run: run!, differences };
    },
    takeIn: (readBy: string, readId: string) => takeIn(takingIn, { solutionProvider, readBy, readId }),
  };
};
export type DriftWorld = Awaited<ReturnType<typeof driftWorld>>;
