import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { inParallel } from '#domain/in-parallel';
import { scopes } from '#domain/define-operation';
import { operationById } from '#operations/registry';
import { documented } from '#operations/alliance-create-quote/examples';
import type { Credentials } from '#att/secret';
import { bearerOf, bodyOf, call, linkedPath } from '../gateway-calls';
import type { Journey } from '../journey';
import { untilTold, verified, withPartner, type Partner } from '../partner';
import { repository } from '../run-command';
import { belongingsOf } from './belongings';
import type { Neighbours, Resident } from './resident';
import { lastNumber, receivedAfter, setPair } from './simulated-att';

const operation = operationById('alliance-create-quote');
const [sample] = documented.examples;
const family = 'ordering-alliance';
const solutionProvider = '10067';
const run = randomUUID();

/** AT&T issues a pair to each tenant’s company, also where they act for the same Solution Provider. */
const pairOf = ({ plan: { tenant } }: Resident): Credentials => ({
  clientId: `${tenant}-${family}`,
  clientSecret: `secret-of-${tenant}-${family}`,
});

const bothWays = ({ one, other }: Neighbours): [Resident, Resident][] => [
  [one, other],
  [other, one],
];

const partnerOf = (resident: Resident) => bearerOf(resident, [...scopes], solutionProvider);

const createQuote = (resident: Resident, headers: Record<string, string>, name: string): Promise<Response> => {
  const key = `${name}-${run}`;
  const body = { ...sample.request.body, opportunityName: key };
  const { method, path } = operation;
  return call(resident, { method, path, body }, { ...headers, 'idempotency-key': key });
};

const quoted = z.looseObject({ quoteId: z.string() });

interface Route {
  method: string;
  path: string;
}

/** Every route of the API, with something in the place of its parameters. */
const routes = (): Route[] => {
  const document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
  const { paths } = document.parse(JSON.parse(readFileSync(join(repository, 'docs', 'openapi.json'), 'utf8')));
  const methods = ['get', 'post', 'put', 'patch', 'delete'];
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => methods.includes(method))
      .map((method) => ({ method: method.toUpperCase(), path: path.replaceAll(/\{\w+\}/g, '2125550113') })),
  );
};

const ownPairsAlone = async ({ one, other }: Neighbours): Promise<void> => {
  for (const resident of [one, other]) {
    await setPair(resident, solutionProvider, family, pairOf(resident));
    await resident.operator.storeCredentials(solutionProvider, family, pairOf(resident));
  }
  for (const resident of [one, other, one]) {
    const before = await lastNumber(resident);
    await bodyOf(await createQuote(resident, await partnerOf(resident), `own-pairs-${before}`), 200);
    const asked = (await receivedAfter(resident, before)).map(({ clientId, secretMatches }) => [
      clientId,
      secretMatches,
    ]);
    assert.notEqual(asked.length, 0);
    assert.deepEqual(
      asked,
      asked.map(() => [pairOf(resident).clientId, true]),
    );
  }
};

const foreignTokens = async (from: Resident, to: Resident, at: readonly Route[]): Promise<void> => {
  const client = await from.operator.createClient('partner', {
    solutionProviders: [solutionProvider],
    scopes: [...scopes],
  });
  const granted = ['--provider', solutionProvider, '--scope', ...scopes];
  // Whoever operates the other may even grant the client there: its token is of another issuer.
  await to.operator.gateway(['client', 'grant', '--client', client.clientId, ...granted]);
  const token = await from.operator.tokenOf(client);
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': 'a-key-of-another-tenant' };
  const list = { method: 'GET', path: '/v1/tracking/orders' };
  await bodyOf(await call(from, list, headers), 200);
  const before = await lastNumber(to);
  assert.notEqual(at.length, 0);
  const letIn: string[] = [];
  await inParallel(at, 8, async ({ method, path }) => {
    const { status } = await call(to, { method, path, ...(method === 'GET' ? {} : { body: {} }) }, headers);
    if (status !== 401) letIn.push(`${method} ${path}: ${status}`);
  });
  assert.deepEqual(letIn, []);
  assert.deepEqual(await receivedAfter(to, before), []);
};

const foreignSecrets = async (from: Resident, to: Resident): Promise<void> => {
  const granted = { solutionProviders: [solutionProvider], scopes: [...scopes] };
  const mine = await from.operator.createClient('partner', granted);
  const theirs = await to.operator.createClient('partner', granted);
  await from.operator.tokenOf(mine);
  await assert.rejects(from.operator.tokenOf({ ...theirs, clientSecret: mine.clientSecret }));
  await assert.rejects(from.operator.tokenOf({ ...mine, clientSecret: theirs.clientSecret }));
};

const requestOf = async (resident: Resident, answer: Response) => {
  const record = linkedPath(resident, answer.headers.get('x-request-record'));
  return { record, replayed: answer.headers.get('idempotency-replayed'), ...quoted.parse(await bodyOf(answer, 200)) };
};

const foreignIds = async (from: Resident, to: Resident): Promise<void> => {
  const key = `shared-key-of-${from.plan.tenant}`;
  const [mine, theirs] = [await partnerOf(from), await partnerOf(to)];
  const before = await lastNumber(from);
  const here = await requestOf(from, await createQuote(from, mine, key));
  for (const path of [here.record, `/v1/tracking/orders/${here.quoteId}`]) {
    await bodyOf(await call(from, { method: 'GET', path }, mine), 200);
    assert.equal((await call(to, { method: 'GET', path }, theirs)).status, 404, `${path} of ${to.plan.tenant}`);
  }
  for (const path of ['/v1/requests', '/v1/tracking/orders', '/v1/events', `/v1/search?id=${here.quoteId}`]) {
    const text = JSON.stringify(await bodyOf(await call(to, { method: 'GET', path }, theirs), 200));
    assert.ok(!text.includes(here.quoteId) && !text.includes(here.record), `${path} of ${to.plan.tenant}: ${text}`);
  }
  // The same key and body are a request of its own there.
  const there = await requestOf(to, await createQuote(to, theirs, key));
  assert.equal(there.replayed, null);
  assert.notEqual(there.quoteId, here.quoteId);
  const askedAs = (await receivedAfter(from, before)).filter((one) => one.operation === operation.id);
  assert.deepEqual(
    askedAs.map(({ clientId }) => clientId),
    [pairOf(from).clientId, pairOf(to).clientId],
  );
};

const bothTold = async (mine: Partner, theirs: Partner, { one, other }: Neighbours): Promise<void> => {
  const quote = async (resident: Resident, partner: Partner, key: string) =>
    (await requestOf(resident, await createQuote(resident, partner.headers, key))).quoteId;
  const first = await quote(other, theirs, 'webhooks-1');
  const ofOther = await untilTold(theirs, 'order.quoted', first);
  const second = await quote(one, mine, 'webhooks-2');
  const ofOne = await untilTold(mine, 'order.quoted', second);
  // By then an event of the first would have come to the wrong one as well.
  const told = ({ receiver: { received } }: Partner) => [...new Set(received.map(({ event }) => event.resource.id))];
  assert.deepEqual([told(mine), told(theirs)], [[second], [first]]);
  verified(mine, ofOne);
  verified(theirs, ofOther);
  assert.throws(() => verified(mine, ofOther), /signature/i);
  assert.throws(() => verified(theirs, ofOne), /signature/i);
};

const webhooksApart = async (neighbours: Neighbours): Promise<void> => {
  const { one, other } = neighbours;
  const types = ['order.*'];
  await withPartner(one, await partnerOf(one), types, async (mine) =>
    withPartner(other, await partnerOf(other), types, (theirs) => bothTold(mine, theirs, neighbours)),
  );
};

/** What the operator of the first changes, of things that both have under the same names. */
const operate = async ({ operator }: Resident, key: string): Promise<void> => {
  const why = ['--provider', solutionProvider, '--actor', 'deploy-suite', '--reason', 'side-by-side'];
  await operator.gateway(['sp', 'read-only', ...why]);
  await operator.gateway(['sp', 'enable', ...why]);
  const pair = { clientId: `new-pair-${key}-${run}`, clientSecret: `secret-of-new-pair-${key}` };
  const whose = ['--provider', solutionProvider, '--family', family];
  await operator.gateway(['credentials', 'set', ...whose, '--slot', 'next'], JSON.stringify(pair));
  await operator.gateway(['credentials', 'forget', ...whose]);
  await operator.createClient(`operated-${key}`, { solutionProviders: [solutionProvider], scopes: ['tracking:read'] });
  await operator.gateway(['hold', 'set', '--number', '2125550113', '--reason', `case-${key}`]);
  await operator.gateway(['requests', 'rejudge']);
  await operator.gateway(['retention', 'apply']);
};

const operatedApart = async (from: Resident, to: Resident): Promise<void> => {
  const [mine, theirs] = [await belongingsOf(from.plan), await belongingsOf(to.plan)];
  await operate(from, from.plan.tenant);
  assert.notDeepEqual(await belongingsOf(from.plan), mine);
  assert.deepEqual(await belongingsOf(to.plan), theirs);
  const quote = await requestOf(to, await createQuote(to, await partnerOf(to), `operated-${from.plan.tenant}`));
  await assert.rejects(from.operator.gateway(['find', quote.quoteId]), /^Error: gateway find \S+: 3 /);
};

export const sideBySideJourney: Journey<Neighbours> = {
  name: 'Two tenants side by side',
  steps: [
    { title: 'each asks AT&T with its own pair alone, for the same Solution Provider', run: ownPairsAlone },
    {
      title: 'a token of the one is refused at every route of the other, even where its client is granted there',
      run: async ({ one, other }) => {
        const all = routes();
        await foreignTokens(one, other, all);
        // By the same templates: some are enough for the way back.
        await foreignTokens(other, one, all.slice(0, 10));
      },
    },
    {
      title: 'a client of the one gets no token with a secret of the other’s',
      run: async (neighbours) => {
        for (const [from, to] of bothWays(neighbours)) await foreignSecrets(from, to);
      },
    },
    {
      title: 'requests, quotes and idempotency keys of the one are unknown to the other',
      run: async (neighbours) => {
        for (const [from, to] of bothWays(neighbours)) await foreignIds(from, to);
      },
    },
    {
      title: 'what the operator of the one changes leaves table, secrets and clients of the other as they are',
      run: async (neighbours) => {
        for (const [from, to] of bothWays(neighbours)) await operatedApart(from, to);
      },
    },
    {
      title: 'an endpoint of the one is told nothing of the other, and takes no signature of its',
      run: webhooksApart,
    },
  ],
};
