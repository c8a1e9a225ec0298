import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { scopes } from '#domain/define-operation';
import { documented } from '#operations/alliance-create-quote/examples';
import { operationById } from '#operations/registry';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { demoCredentials } from '../../../tools/simulator/credentials';
import { bodyOf, call, linkedPath } from '../gateway-calls';
import type { Client } from '../operator';
import { advance, requestPortIn, untilTold, verified, type openPartner } from '../partner';
import type { Resident } from './resident';
import { lastNumber, receivedAfter } from './simulated-att';

const quote = operationById('alliance-create-quote');
const [sample] = documented.examples;
const ordering = '10067';
export const porting = 'A-06399x';

type Staying = Awaited<ReturnType<typeof openPartner>>;

/** What a partner has before something is done to the deployment, and expects to have afterwards. */
export interface Had {
  client: Client;
  key: string;
  /** Paths it reads, with what was answered. */
  answers: Record<string, unknown>;
  partner: Staying;
  portInId: string;
}

export const partnersClient = async ({ operator }: Resident): Promise<Client> => {
  await operator.storeCredentials(ordering, 'ordering-alliance', demoCredentials('ordering-alliance', ordering));
  await operator.storeCredentials(porting, 'mobility', demoCredentials('mobility', porting));
  return operator.createClient('lasting-partner', { solutionProviders: [ordering, porting], scopes: [...scopes] });
};

/** Headers of a new token, for one of the client’s Solution Providers. */
const headersOf = async ({ operator }: Resident, client: Client, solutionProvider: string) => ({
  authorization: `Bearer ${await operator.tokenOf(client)}`,
  'x-solution-provider-id': solutionProvider,
});

export const orderingHeaders = (resident: Resident, client: Client) => headersOf(resident, client, ordering);
export const portingHeaders = (resident: Resident, client: Client) => headersOf(resident, client, porting);

export const createQuote = (resident: Resident, headers: Record<string, string>, key: string): Promise<Response> => {
  const body = { ...sample.request.body, opportunityName: key };
  return call(resident, { method: quote.method, path: quote.path, body }, { ...headers, 'idempotency-key': key });
};

/** A quote with its record, and a port-in that AT&T works on. */
export const prepared = async (resident: Resident, client: Client, partner: Staying, number: string): Promise<Had> => {
  const headers = await orderingHeaders(resident, client);
  const key = `had-${randomUUID()}`;
  const answer = await createQuote(resident, headers, key);
  const record = linkedPath(resident, answer.headers.get('x-request-record'));
  const { quoteId } = z.looseObject({ quoteId: z.string() }).parse(await bodyOf(answer, 200));
  const portInId = await requestPortIn(resident, partner.headers, key, number);
  await untilTold(partner, 'port-in.opened', portInId);
  const answers: Had['answers'] = {};
  for (const path of [record, `/v1/tracking/orders/${quoteId}`])
    answers[path] = await bodyOf(await call(resident, { method: 'GET', path }, headers), 200);
  return { client, key, answers, partner, portInId };
};

/** The same token endpoint, addresses, answers; a repeat asks AT&T nothing. */
export const stillThere = async (resident: Resident, { client, key, answers }: Had): Promise<void> => {
  const headers = await orderingHeaders(resident, client);
  for (const [path, answer] of Object.entries(answers))
    assert.deepEqual(await bodyOf(await call(resident, { method: 'GET', path }, headers), 200), answer, path);
  const number = await lastNumber(resident);
  const repeated = await createQuote(resident, headers, key);
  assert.equal(repeated.headers.get('idempotency-replayed'), 'true', await repeated.text());
  const asked = (await receivedAfter(resident, number)).filter(({ operation }) => operation === quote.id);
  assert.deepEqual(asked, []);
};

/**
 * AT&T goes on with the port-in, and the partner’s endpoint is told, signed as before.
 * @param follow what has the gateway ask AT&T; by itself it does where nothing is done
 */
export const followedOn = async (
  resident: Resident,
  { partner, client, portInId }: Had,
  follow: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> => {
  await advance(resident, 'PT9H');
  await follow();
  verified(partner, await untilTold(partner, 'port-in.confirmed', portInId));
  await advance(resident, 'P4D');
  await follow();
  verified(partner, await untilTold(partner, 'port-in.completed', portInId));
  const path = getTrackedPortIn.path.replace('{id}', portInId);
  const headers = await portingHeaders(resident, client);
  const view = await bodyOf(await call(resident, { method: 'GET', path }, headers), 200);
  assert.equal(getTrackedPortIn.response.parse(view).state, 'completed');
  const told = partner.receiver.received.filter(({ event }) => event.resource.id === portInId);
  // Each of its changes once, in order, whatever happened in between.
  assert.deepEqual(
    told.map(({ event }) => event.sequence),
    told.map((_, index) => index + 1),
  );
};
