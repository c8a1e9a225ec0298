import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { createAuthorizer } from '#api/authorize';
import { recordingReads } from '#operations/recording-reads';
import type { MetricName } from '#platform/metrics';
import type { Item, Key } from '#platform/table/table';
import { keepSighting } from '#polling/keep-sighting';
import { deliver } from '#webhooks/deliver';
import { exampleCall } from '../../tools/soak/example-call';
import { attemptWith, endpointWith, world as senderWorld } from '../unit/webhooks/sender-world';
import { mobilityRig, portInBody, portInsAtAtt } from '../unit/tracking/long-running/mobility-rig';
import { bulkRig, submitChanges } from './bulk-rig';
import { dynaliteClient, tableName, type Client } from './dynalite-client';
import { emissionsOf } from './emissions';
import { publisherRig, streamRecord } from './event-rig';
import { keepEveryLine, recordingLog } from './fakes';
import { gatewayRig, solutionProvider } from './gateway-rig';
import { simulatedAtt } from '../../tools/simulator/in-process';
import { takingLong } from './taking-long';

/** What the stream tells of everything that is in the table. */
const published = async (client: Client, failing?: Error): Promise<void> => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
  const { publish, bus } = await publisherRig(client);
  if (failing) bus.put = () => Promise.reject(failing);
  for (const stored of Items) {
    const item = unmarshall(stored) as Item & Key;
    await publish([streamRecord({ pk: item.pk, sk: item.sk }, undefined, item)]);
  }
};

const orderBegun = async (): Promise<void> => {
  const client = await dynaliteClient();
  const rig = gatewayRig({ client, transport: simulatedAtt().transport, mode: 'advisory' });
  const { body } = exampleCall('apex-create-quote', solutionProvider);
  await rig.call('apex-create-quote', { body, key: 'key' });
  await published(client);
};

const portInRejected = async (): Promise<void> => {
  const rig = await mobilityRig(
    portInsAtAtt({ word: 'rejected', shown: { stateReason: { code: 'PASSCODE_PIN_INVALID' } } }),
  );
  await rig.call('request-port-in', { body: portInBody('2125550301', {}), key: 'first' });
  await rig.call('get-port-in', { path: { portInId: 'PORT-1' } });
  await published(rig.client, Object.assign(new Error('no bus'), { code: 'ECONNRESET' }));
  await published(rig.client);
};

/** A sensitive change that AT&T takes six seconds for. */
const slowAndSensitive = async (): Promise<void> => {
  const client = await dynaliteClient();
  await takingLong(
    simulatedAtt().transport,
    () => 6_000,
    async (transport) => {
      const rig = gatewayRig({ client, transport, mode: 'advisory' });
      const { path, body } = exampleCall('change-number', solutionProvider);
      const headers = { 'x-actor': 'operator', 'x-reason': 'asked for' };
      await rig.call('change-number', { ...(path && { path }), body, headers, key: 'key' });
    },
  );
};

const webhooksSent = async (): Promise<void> => {
  for (const answer of [{ status: 200 }, { status: 500 }, { failure: 'timeout' as const }])
    await deliver(senderWorld(endpointWith(), { 'a.example.com': answer }).deps, attemptWith());
};

const callersRefused = async (): Promise<void> => {
  const event = {
    type: 'REQUEST',
    methodArn: 'arn:aws:execute-api:a:1:b/c/GET/v1/d',
    headers: { Authorization: 'Bearer t' },
  };
  for (const verify of [
    () => Promise.resolve({ clientId: 'client-z', scopes: [] }),
    () => Promise.reject(Object.assign(new Error('no'), { code: 'ERR_JWT_EXPIRED' })),
  ]) {
    const ports = { verify, grantOf: () => Promise.resolve(undefined), restrictions: () => Promise.resolve({}) };
    await createAuthorizer({ ...ports, log: recordingLog() })(
      event as unknown as APIGatewayRequestAuthorizerEvent,
    ).catch(() => undefined);
  }
};

const sightingRefused = async (): Promise<void> => {
  const table = { put: () => Promise.resolve(true) };
  const deps = { log: recordingLog(), table, reads: recordingReads, isServed: () => true, now: Date.now };
  await keepSighting(deps, { solutionProvider, operation: 'get-port-in', path: {}, query: {} }).catch(() => undefined);
};

const bulkWritten = async (): Promise<void> => {
  const rig = await bulkRig();
  await submitChanges(rig, 1);
  await rig.run();
};

/** Lines as the functions write them, while what operators ask about happens. */
export const toldLines = async (): Promise<readonly object[]> => {
  const lines = keepEveryLine();
  for (const name of Object.keys(emissionsOf) as MetricName[]) await emissionsOf[name]();
  for (const happen of [
    orderBegun,
    portInRejected,
    slowAndSensitive,
    webhooksSent,
    callersRefused,
    sightingRefused,
    bulkWritten,
  ])
    await happen();
  return lines;
};
