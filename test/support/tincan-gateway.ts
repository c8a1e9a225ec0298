import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Transport } from '#att/transport';
import { TransportError } from '#att/transport';
import type { Contract } from '#domain/contract/statement';
import type { OperationId } from '#operations/registry';
import { getTrackedActivation } from '#routes/long-running/get-tracked-activation';
import { loadTenant } from '../../lib/config/load-tenant';
import { statedStage } from '../../tools/local/stage';
import { simulatedAtt, statedAtt, type SimulatedAtt } from '../../tools/simulator/in-process';
import type { PushedMessage } from '../../tools/simulator/pushed-message';
import { tableName } from './dynalite-client';
import { tenants } from './stated-contract';
import { statedDeployment } from './stated-deployment';

/** What the tenant states otherwise than its files do. */
type Change = (contract: Contract) => Contract;

/** Tincan Mobile, and a deployment of the tenant that states its contract: every file of it is data. */
export const tincanGateway = async (without: readonly OperationId[] = [], change?: Change) => {
  const pushed: PushedMessage[] = [];
  const att = simulatedAtt({ onPush: (push) => void pushed.push(push) });
  return { ...(await gatewayAt(att, without, change)), pushed };
};

/** The same deployment; its AT&T is what the simulator makes of the statements alone. */
export const statedTincanGateway = async () => {
  const { simulation } = statedStage(await loadTenant('tincan', tenants));
  const pushed: PushedMessage[] = [];
  const att = statedAtt(simulation.stated ?? [], (push) => void pushed.push(push));
  return { ...(await gatewayAt(att)), pushed };
};

const gatewayAt = async (att: SimulatedAtt, without: readonly OperationId[] = [], change?: Change) => {
  const sent: { call: string; text: string | undefined }[] = [];
  /** Whether the answer to the next call is lost on its way; what documents of AT&T’s have besides; what is answered in place of AT&T, which does nothing. */
  const wire: { loses: boolean; adds?: object; instead?: { status: number; document: object } } = { loses: false };
  const transport: Transport = async (request, deadlineMs) => {
    sent.push({ call: `${request.method} ${request.url.pathname}${request.url.search}`, text: request.body });
    if (wire.instead) return { status: wire.instead.status, headers: {}, text: JSON.stringify(wire.instead.document) };
    const answer = await att.transport(request, deadlineMs);
    if (!wire.loses) return wire.adds ? { ...answer, text: withMembers(answer.text, wire.adds) } : answer;
    wire.loses = false;
    throw new TransportError('timeout', true);
  };
  const { clock } = att.simulation.world;
  const now = () => clock.now().getTime();
  const deployment = await statedDeployment('tincan', { transport, now, without, ...(change && { change }) });
  const toTheEndOf =
    ({ pollToTheEnd }: typeof deployment) =>
    (kind: 'port-in' | 'service-activation' | 'pdp-provisioning', id: string) =>
      pollToTheEnd(kind, id, (seconds) => {
        clock.advance(`PT${seconds}S`);
        att.simulation.world.runDueTransitions();
      });
  return {
    ...deployment,
    sent,
    wire,
    /** What AT&T has and has done. */
    att: { ...att, transport },
    effects: () => att.simulation.effects.all().map(({ operation, count }) => `${operation} ${count}`),
    advance: (duration: string) => {
      clock.advance(duration);
      att.simulation.world.runDueTransitions();
    },
    toTheEnd: toTheEndOf(deployment),
    /** Everything that is stored or was logged. */
    kept: async () => {
      const { Items = [] } = await deployment.client.send(new ScanCommand({ TableName: tableName }));
      return JSON.stringify([Items, deployment.log.lines]);
    },
    /** The same tenant with its files as they are, deployed over the same table. */
    deployedAgain: async () => {
      const again = await statedDeployment('tincan', { transport, now, client: deployment.client });
      return { ...again, toTheEnd: toTheEndOf(again) };
    },
  };
};

/** Numbers keep their digits. */
const withMembers = (document: string, members: object): string =>
  document.replace(/^\{(?=")/, `{${JSON.stringify(members).slice(1, -1)},`);

export type TincanGateway = Awaited<ReturnType<typeof gatewayAt>>;

/** A good order of a line. */
export const activationOf = (imei: string, iccid: string): object => ({
  account: { ban: '6500012873000000027' },
  user: {
    given: 'Robin',
    family: 'Example',
    ppu: { line1: '1 Example St', town: 'Dallas', region: 'TX', postcode: '75201' },
  },
  service: { postcode: '75201', soc: 'UNLIMITED-A', addOn: [{ soc: 'ROAM-NA' }] },
  resource: [{ imei, iccid }],
});
export const simulatedDevice = { imei: '352099000001046', iccid: '89014103200000000023' };

/** A line in service. @returns its number */
export const activated = async (gateway: TincanGateway): Promise<string> => {
  const { body } = await gateway.call('activate-service', {
    body: activationOf(simulatedDevice.imei, simulatedDevice.iccid),
    key: 'a-1',
  });
  const { id } = body['productOrder'] as { id: string };
  expect(await gateway.toTheEnd('service-activation', id)).toContain('final');
  const { lines } = (await gateway.track(getTrackedActivation, id, 'activationId')) as {
    lines: { subscriberNumber: string }[];
  };
  return lines[0]!.subscriberNumber;
};
