import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Credentials } from '#att/secret';
import { clientGrants } from '#platform/table/keys';
import { tableName } from '../../../tools/local/store';
import { startLocalGateway, type Answer, type LocalGateway } from '../local-gateway';
import { tenants as stated } from '../stated-contract';
import { portOrderOf } from '../tincan';
import { passTime } from '../polling-rig';
import { startReceiver, untilVerified } from '../webhook-partner';
import { startGatewayHost } from './start-gateway-host';

/** Whose everything is. */
export const solutionProvider = 'A-06399x';
/** Whose calls go wrong. */
export const partner = 'demo-connector';
const patienceMs = 90_000;

/** The local runtime of a tenant in a process of its own, the operator's command line beside it, and what can go wrong with a partner's calls. */
export const troubledGateway = async (folder: string) => {
  const tenants = join(folder, 'tenants');
  cpSync(stated, tenants, { recursive: true });
  const [gateway, host] = await Promise.all([
    startLocalGateway({ args: ['--tenant', 'tincan', '--tenants', tenants] }),
    startGatewayHost(tenants),
  ]);
  const call = (method: string, path: string, body?: object, client = partner): Promise<Answer> =>
    gateway.call({
      ...{ client, method, path },
      headers: {
        'x-solution-provider-id': solutionProvider,
        ...(body && { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
      },
      ...(body && { body }),
    });
  const view = (portInId: string) => call('GET', `/v1/tracking/port-ins/${portInId}`);
  const others: LocalGateway[] = [];
  const lostAt = (operation: string) => gateway.sim('POST faults', { operation, fault: { kind: 'reset-after' } });
  return {
    gateway,
    host,
    tenants,
    call,
    /** Asks for a number to be ported in. @returns AT&T's id of it */
    portIn: async (number: string): Promise<string> => {
      const { text } = await call('POST', '/v1/mobility/port-ins', portOrderOf(number));
      const [, id] = /"orderNo":(\d+),/.exec(text) ?? [];
      if (id === undefined) throw new Error(`No port-in: ${text}`);
      return id;
    },
    /** The same, and AT&T's answer is lost on its way. @returns the id of the request */
    lostPortIn: async (number: string): Promise<string> => {
      await lostAt('request-port-in');
      return unknownOf(await call('POST', '/v1/mobility/port-ins', portOrderOf(number)));
    },
    /** A billing account, of which no read tells. */
    lostAccount: async (legalName: string): Promise<string> => {
      await lostAt('create-billing-account');
      return unknownOf(await call('POST', '/v1/mobility/billing-accounts', accountOf(legalName)));
    },
    outcomeOf: async (requestId: string): Promise<unknown> =>
      z.looseObject({ outcome: z.string() }).parse((await call('GET', `/v1/requests/${requestId}`)).json).outcome,
    /** A partner's endpoint that takes whatever comes. */
    receiver: async (...statuses: number[]) => {
      const receiver = await startReceiver(...(statuses.length > 0 ? statuses : [204]));
      const { json } = await call('POST', '/v1/webhook-endpoints', { url: receiver.url, types: ['port-in.*'] });
      const { id } = z.looseObject({ id: z.string() }).parse(json);
      await untilVerified(gateway, partner, id, { 'x-solution-provider-id': solutionProvider });
      return { ...receiver, id };
    },
    view,
    /** Lets time pass until what is known of a port-in has that. */
    passed: (portInId: string, what: RegExp) =>
      passTime(gateway, { step: 'PT2H', steps: 100, until: async () => what.test((await view(portInId)).text) }),
    readsOf: async (portInId: string): Promise<number> => {
      const requests = z
        .array(z.looseObject({ path: z.string() }))
        .parse(await gateway.sim('GET requests?operation=get-port-in'));
      return requests.filter(({ path }) => path.includes(portInId)).length;
    },
    changeNumber: (number: string, client: string) =>
      call(
        'POST',
        `/v1/mobility/subscribers/${number}/number-change`,
        { pick: 'ANY', postcode: '10001', asOf: 'NOW' },
        client,
      ),
    /** Nobody can tell what the client may do. */
    spoilGrant: async (clientId: string): Promise<void> => {
      const { operator } = gateway;
      const credentials = { accessKeyId: operator['AWS_ACCESS_KEY_ID'] ?? '', secretAccessKey: 'local' };
      const endpoint = operator['AWS_ENDPOINT_URL_DYNAMODB'] ?? '';
      const table = new DynamoDBClient({ region: 'us-east-1', endpoint, credentials });
      const Item = marshall({ ...clientGrants.key.of({ clientId }), solutionProviders: solutionProvider });
      await table.send(new PutItemCommand({ TableName: tableName, Item }));
      table.destroy();
    },
    /** AT&T has another state of a port-in, and tells nobody. */
    moveAtAtt: (portInId: string, state: string) => {
      const key = `PORT-${portInId.slice(-10)}`;
      return gateway.sim('POST state', { kind: 'mobility-port-in', solutionProvider, key, set: { state } });
    },
    /** Has AT&T take a pair, or refuse it, from now on. */
    accept: (pair: Credentials, accepted: boolean) =>
      gateway.sim('POST credentials', { solutionProvider, family: 'mobility', ...pair, accepted }),
    /** What AT&T pushes and no statement fits. @returns the id under which it is kept */
    oddPush: async (): Promise<string> => {
      const headers = { 'x-push-secret': `demo-push-secret-${solutionProvider}` };
      const body = JSON.stringify({ news: 'x', pin: '4829' });
      await fetch(`${gateway.pushUrl}/${solutionProvider}`, { method: 'POST', headers, body });
      return '';
    },
    /** States AT&T's contract in the file of another tenant, and runs what would be deployed of it. */
    deployed: async (tenant: string): Promise<LocalGateway> => {
      const file = join(tenants, `${tenant}.json`);
      const { hosts, pushes } = statedHosts.parse(JSON.parse(readFileSync(join(tenants, 'tincan.json'), 'utf8')));
      writeFileSync(
        file,
        JSON.stringify({ ...z.looseObject({}).parse(JSON.parse(readFileSync(file, 'utf8'))), hosts, pushes }),
      );
      cpSync(join(tenants, 'tincan'), join(tenants, tenant), { recursive: true });
      const started = await startLocalGateway({ args: ['--tenant', tenant, '--tenants', tenants] });
      others.push(started);
      return started;
    },
    advance: (duration: string) => gateway.sim('POST clock', { advance: duration }),
    stop: async () => {
      for (const other of others) await other.remove();
      await host.stop();
      await gateway.remove();
    },
  };
};
export type TroubledGateway = Awaited<ReturnType<typeof troubledGateway>>;

/** Waits until it is so. @throws naming what is not */
export const until = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + patienceMs; Date.now() < end;) {
    if (await isSo()) return;
    await sleep(100);
  }
  throw new Error(`${what}: not within ${patienceMs / 1000} s.`);
};

const statedHosts = z.looseObject({ hosts: z.unknown(), pushes: z.unknown() });

const unknownOf = ({ status, json, text }: Answer): string => {
  if (status !== 202) throw new Error(`Not unknown: ${status} ${text}`);
  return z.looseObject({ requestId: z.string() }).parse(json).requestId;
};

const accountOf = (legalName: string): object => ({
  party: {
    ...{ legalName, reach: { given: 'Robin', family: 'Example', mail: 'billing@example.com', phone: '+12125550101' } },
    postal: { line1: '200 Sample Street', town: 'New York', region: 'NY', postcode: '10001', nation: 'USA' },
  },
  account: { fan: '50000001', bill: { medium: 'paperless', tongue: 'en' } },
});
