import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { composeStream } from '#entry/compose-stream';
import { handleChanges } from '#events/handle-changes';
import { itemChangeOf } from '#events/stream-record';
import { createFingerprints } from '#platform/data-keys/fingerprints';
import { getTrackedActivation } from '#routes/long-running/get-tracked-activation';
import { dataKeys } from '../../support/data-keys';
import { tableName } from '../../support/dynalite-client';
import { recordingBus, streamRecord } from '../../support/event-rig';
import { recordingLog, recordingMetrics, wireAnswer } from '../../support/fakes';
import {
  accountNumber,
  activationBody,
  mobilityRig,
  pin,
  portInBody,
  scriptedAtt,
  taxId,
} from '../tracking/long-running/mobility-rig';

const number = '2125550177';
const body = portInBody(number);
const { name, address } = body.accountHolder;
const planted = [
  number,
  pin,
  accountNumber,
  taxId,
  name.firstName,
  address.street,
  body.billingAccountNumber,
  'canary-of-att',
];

/** AT&T quotes all it was given, and says something of its own. */
const quoting = { ...body, message: 'canary-of-att' };
const att = scriptedAtt({
  'request-port-in': () => wireAnswer(201, { ...quoting, id: 'PORT-1', state: 'acknowledged' }),
  'get-port-in': () => wireAnswer(200, { ...quoting, id: 'PORT-1', state: 'pending' }),
  'get-line-details': () => wireAnswer(200, { lines: [{ subscriberNumber: number, status: 'active' }], ...quoting }),
  'cancel-port-in': () => wireAnswer(500, quoting),
});

/** Tells the publisher of every item that is in the table. Returns all it hands on. */
const published = async ({ client, table, now }: Awaited<ReturnType<typeof mobilityRig>>) => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
  const [bus, log, metrics] = [recordingBus(), recordingLog(), recordingMetrics()];
  const executions: unknown[] = [];
  const start = (...execution: unknown[]) => Promise.resolve(void executions.push(execution));
  const deps = composeStream({
    ...{ table, bus, now, log, metrics },
    auditFingerprints: createFingerprints(dataKeys('audit')),
    startExecution: start,
  });
  const changes = Items.map((stored) => unmarshall(stored)).map((item) => {
    const key = { pk: String(item['pk']), sk: String(item['sk']) };
    return itemChangeOf(streamRecord(key, undefined, { ...item, ...key }));
  });
  expect(await handleChanges(deps, changes)).toEqual([]);
  return { events: bus.events, tasks: bus.tasks, executions, lines: log.lines, emitted: metrics.emitted };
};

it('what is planted in a request, a path and AT&T’s answers is in no log line, metric, event or input of an execution', async () => {
  const rig = await mobilityRig(att);
  await rig.call('request-port-in', { body, key: 'k-1' });
  await rig.call('get-port-in', { path: { id: 'PORT-1' } });
  await rig.call('get-line-details', { query: { subscriberNumber: number } });
  await rig.call('cancel-port-in', { path: { id: 'PORT-1' }, body: { reason: 'canary-of-att' }, key: 'k-2' });
  const handedOn = await published(rig);
  const told = { written: rig.log.lines, counted: rig.metrics.emitted, ...handedOn };
  for (const some of [told.written, told.counted, told.events, told.executions]) expect(some).not.toEqual([]);
  for (const word of planted) expect(JSON.stringify(told)).not.toContain(word);
  const sent = JSON.stringify(att.asked.map(({ request }) => [request.body, request.url]));
  expect(sent).toContain(pin);
  expect(sent).toContain(number);
});

it('a sentence that AT&T writes where a code belongs is shown to its partner, and is in no log line, event or metric', async () => {
  const sentence = `SIM is in use by ${name.firstName}`;
  const line = { subscriberNumber: null, status: 'rejected', reasonCode: sentence };
  const rejecting = scriptedAtt({
    'activate-service': () => wireAnswer(202, { requestId: 'ACT-1', requestStatus: 'pending' }),
    'get-service-activation': () => wireAnswer(200, { requestId: 'ACT-1', requestStatus: 'rejected', lines: [line] }),
  });
  const rig = await mobilityRig(rejecting);
  await rig.call('activate-service', {
    body: activationBody({ imei: '352099000007779', sim: '89014103200000004242' }),
    key: 'k-1',
  });
  rig.advance(1_000);
  await rig.call('get-service-activation', { path: { activationId: 'ACT-1' } });
  const handedOn = await published(rig);
  expect(handedOn.events).not.toEqual([]);
  expect(JSON.stringify({ ...handedOn, written: rig.log.lines })).not.toContain(name.firstName);
  const { body: shown } = await rig.read(getTrackedActivation, { path: { activationId: 'ACT-1' } });
  expect(shown).toMatchObject({ state: 'rejected', reason: { code: 'unmapped', text: sentence } });
});
