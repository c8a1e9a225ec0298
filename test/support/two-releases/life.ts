import { marshall } from '@aws-sdk/util-dynamodb';
import { kindOf } from '../../../tools/data-model/check-item';
import { journeys } from '../../journeys/registry';
import { runJourney } from '../../journeys/run-journey';
import { lines } from '../../../tools/simulator/behaviours/mobility/lines';
import { exampleCall } from '../../../tools/soak/example-call';
import { numbersOf, planChanges } from '../bulk-writes';
import { plantedItems } from '../planted-items';
import { solutionProviders } from './callers';
import type { MixedDeployment } from './mixed-deployment';
import type { CallParts, Partner } from './partner';
import { settle } from './settle';
import { itemsOf } from './shown';

const [solutionProvider] = solutionProviders;
const hour = 'PT1H';

interface Living {
  deployment: MixedDeployment;
  partner: Partner;
  /** Has functions exchanged: for those of the release that is on its way in, or back for the others. */
  exchange: (to: 'first' | 'second') => void;
}

/**
 * Everything that a deployment lives to see: orders, lines, port-ins, webhooks, bulk writes, and whatever goes wrong with them. In the middle of
 * each journey functions are exchanged, and at last while something of everything is under way.
 * @returns what was under way then
 */
export const live = async (living: Living): Promise<Record<string, number>> => {
  const { deployment, partner, exchange } = living;
  await putByOperators(deployment);
  for (const one of solutionProviders) await registered(living, one);
  for (const journey of journeys) {
    exchange('first');
    let steps = 0;
    await runJourney(journey, partner.client, () => {
      steps += 1;
      if (steps * 2 >= journey.steps.length) exchange('second');
    });
  }
  exchange('first');
  await notedAndAttested(living);
  const { body } = exampleCall('request-port-in', solutionProvider);
  await good(living, 'request-port-in', { body, headers: keyed('followed') });
  deployment.held = true;
  await leftUnderWay(living);
  const { records, messages, polls, bulk, handovers, pushes } = deployment.underWay;
  const sizes = { polls: polls.size, bulk: bulk.size, handovers: handovers.length, pushes: pushes.length };
  const underWay = { ...sizes, records: records.length, messages: messages.length };
  exchange('second');
  deployment.held = false;
  await settle(deployment);
  await finished(living);
  return underWay;
};

const leftUnderWay = async (living: Living): Promise<void> => {
  await writtenInBulk(living);
  await lost(living);
  await answeredLate(living);
  await pushed(living);
  await sentAgain(living);
};

const finished = async (living: Living): Promise<void> => {
  const { deployment, partner } = living;
  await partner.advance(hour);
  const { requestId } = await newest(living, 'list-requests', solutionProvider, 'requests', { outcome: 'unknown' });
  const stated = { outcome: 'not-applied', evidence: 'AT&T ticket 4711' };
  await good(living, 'resolve-request', { path: { requestId: String(requestId) }, body: stated });
  for (const work of ['sweep', 'reconcile', 'sweepPushes'] as const) await (await deployment.code())[work]();
  await settle(deployment);
  for (const item of await itemsOf(deployment)) {
    // Somebody changes it without the gateway.
    const { solutionProvider: of, subscriberNumber: number } = item as Record<string, string>;
    if (kindOf(item) !== 'line' || of === undefined || number === undefined) continue;
    deployment.att.simulation.world.set(lines, of, number, {
      billingAccountNumber: '287300000002',
      status: 'suspended',
    });
  }
  await (await deployment.code()).compareViews();
  await settle(deployment);
};

const good = async ({ partner }: Living, id: string, parts: CallParts): Promise<Record<string, unknown>> => {
  const { status, body } = await partner.call(id, parts);
  if (status >= 300) throw new Error(`${id} was answered ${status}: ${JSON.stringify(body)}`);
  return body;
};

const keyed = (key: string): Record<string, string> => ({ 'idempotency-key': key });

/** Such as no function writes: operators’ commands do. */
const putByOperators = async ({ put }: MixedDeployment): Promise<void> => {
  const person = {
    ...{ solutionProvider: 'somebody-else', number: '2125550143', customerReference: 'c', clientId: 'crm' },
  };
  const planted = plantedItems({ ...person, mark: 'm', place: 1 });
  for (const kind of ['restrictions', 'restriction-change'] as const)
    for (const item of planted[kind]) await put(marshall(item));
};

const endpointPath = { endpointId: '' };

const registered = async (living: Living, of: string): Promise<void> => {
  const body = { url: 'https://hooks.example.com/', failoverUrl: 'https://hooks.example.org/', types: ['*'] };
  const { id } = await good(living, 'create-webhook-endpoint', { body, headers: keyed('hook'), solutionProvider: of });
  endpointPath.endpointId = String(id);
  await good(living, 'rotate-webhook-endpoint-secret', { path: endpointPath, solutionProvider: of });
};

/** The newest thing that a list shows. */
const newest = async (
  living: Living,
  list: string,
  of: string,
  within: string,
  query: Record<string, string> = {},
): Promise<Record<string, unknown>> => {
  const { [within]: all } = await good(living, list, { solutionProvider: of, query });
  const [first] = all as Record<string, unknown>[];
  if (!first) throw new Error(`${list} shows nothing.`);
  return first;
};

const notedAndAttested = async (living: Living): Promise<void> => {
  const { quoteId } = await newest(living, 'list-tracked-orders', solutionProvider, 'orders');
  const path = { quoteId: String(quoteId) };
  await good(living, 'add-order-note', { path, body: { text: 'called back' }, headers: keyed('note') });
  const fact = { fact: 'completion', value: 'completed', evidence: 'mail of 2 November' };
  await good(living, 'attest-order-fact', { path, body: fact });
  await good(living, 'retract-attestation', {
    path,
    body: { fact: 'completion', actor: 'Kim Example', reason: 'the wrong order' },
  });
  const { id } = await newest(living, 'list-tracked-port-ins', '10006', 'portIns');
  await good(living, 'add-port-in-note', {
    path: { id: String(id) },
    body: { text: 'asked' },
    headers: keyed('note'),
    solutionProvider: '10006',
  });
};

const writtenInBulk = async (living: Living): Promise<void> => {
  const numbers = numbersOf(4);
  for (const number of numbers.slice(1))
    living.deployment.att.simulation.world.set(lines, solutionProvider, number, {
      billingAccountNumber: '287300000002',
    });
  await good(living, 'create-bulk-write', { body: planChanges(numbers), headers: keyed('bulk') });
  const body = planChanges(numbers, 'UNLIMITED-C');
  const { id } = await good(living, 'create-bulk-write', { body, headers: keyed('bulk-2') });
  await good(living, 'update-bulk-write', { path: { bulkWriteId: String(id) }, body: { state: 'paused' } });
};

/** Nobody knows what became of them, until somebody looks; or says so. */
const lost = async ({ deployment, partner }: Living): Promise<void> => {
  for (const key of ['lost-1', 'lost-2']) {
    deployment.loseNext();
    const body = { opportunityName: `Example ${key}` };
    const { status } = await partner.call('alliance-create-quote', { body, headers: keyed(key) });
    if (status !== 202) throw new Error(`A lost answer was answered ${status}.`);
  }
};

const answeredLate = async (living: Living): Promise<void> => {
  const { body } = exampleCall('request-port-in', solutionProvider);
  const given = { ...(body as object), subscriberNumber: '2125550188' };
  const headers = { ...keyed('late'), prefer: 'respond-async' };
  await good(living, 'request-port-in', { body: given, headers, late: true });
};

const pushed = async ({ deployment }: Living): Promise<void> => {
  const status = await (await deployment.code()).onPush(solutionProvider, '{"portInId": "nobody knows it"}');
  if (status !== 202) throw new Error(`A push was answered ${status}.`);
};

const sentAgain = async (living: Living): Promise<void> => {
  const of = { solutionProvider: solutionProviders.at(-1)! };
  const { id } = await newest(living, 'list-events', of.solutionProvider, 'events');
  await good(living, 'redeliver-event', { path: { eventId: String(id) }, ...of });
  await good(living, 'test-webhook-endpoint', { path: endpointPath, ...of });
  await good(living, 'redeliver-event-range', { path: endpointPath, body: { since: '2026-11-01T00:00:00Z' }, ...of });
};
