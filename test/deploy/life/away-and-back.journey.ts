import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { scopes } from '#domain/define-operation';
import { operationById } from '#operations/registry';
import { demoCredentials } from '../../../tools/simulator/credentials';
import { blocksOf } from '../../support/runbook-pages';
import { assemble, deployAll } from '../deploy-tenant';
import { bearerOf, bodyOf, call, expectProblem, linkedPath } from '../gateway-calls';
import type { Journey } from '../journey';
import type { Client } from '../operator';
import { createQuote } from './before-and-after';
import { belongingsOf, type Belongings } from './belongings';
import { callingMeanwhile } from './calling-meanwhile';
import { Carried, type Neighbours, type Resident } from './resident';
import { effectsOf, lastNumber, receivedAfter } from './simulated-att';

const page = 'docs/operating.md';
/** As the page has it. */
const [away, family] = ['10067', 'ordering-alliance'] as const;
const stays = '10006';
const quote = operationById('alliance-create-quote');
const account = operationById('get-billing-account');
const run = randomUUID();
/** A grant is looked at anew within two minutes. */
const mostMs = 120_000;

interface Partner {
  client: Client;
  /** For the one that goes, and for the one that stays. */
  headers: { away: Record<string, string>; stays: Record<string, string> };
  /** Of a client that is granted the one that goes alone. */
  alone: Record<string, string>;
  key: string;
  quoteId: string;
  /** Paths it reads, with what was answered. */
  answers: Record<string, unknown>;
}

const had = new Carried<Partner>('a partner has a quote');
const gone = new Carried<{ items: Belongings['items']; secret: unknown; others: Belongings }>('it is taken away');
const ended = new Carried<true>('its credentials are ended');
const isBack = new Carried<true>('it is taken in again');

const partnersHeaders = async ({ operator }: Resident, client: Client) => {
  const authorization = `Bearer ${await operator.tokenOf(client)}`;
  const of = (id: string) => ({ authorization, 'x-solution-provider-id': id });
  return { away: of(away), stays: of(stays) };
};

/** Of no order or number: a repeat of it says all there is. */
const read = (resident: Resident, path: string, headers: Record<string, string>) =>
  call(resident, { method: 'GET', path }, headers);

const prepare = async (one: Resident): Promise<void> => {
  const { operator } = one;
  await operator.storeCredentials(away, family, demoCredentials(family, away));
  await operator.storeCredentials(stays, 'mobility', demoCredentials('mobility', stays));
  const client = await operator.createClient('of-both', { solutionProviders: [away, stays], scopes: [...scopes] });
  const headers = await partnersHeaders(one, client);
  const key = `before-${run}`;
  const answer = await createQuote(one, headers.away, key);
  const record = linkedPath(one, answer.headers.get('x-request-record'));
  const { quoteId } = z.looseObject({ quoteId: z.string() }).parse(await bodyOf(answer, 200));
  const answers: Partner['answers'] = {};
  for (const path of [record, `/v1/tracking/orders/${quoteId}`])
    answers[path] = await bodyOf(await read(one, path, headers.away), 200);
  const alone = await bearerOf(one, [...scopes], away);
  await bodyOf(await read(one, '/v1/tracking/orders', alone), 200);
  had.set({ client, headers, alone, key, quoteId, answers });
};

/** A write of which nobody knows what became. @returns its id */
const lostWrite = async (one: Resident): Promise<string> => {
  const fault = { operation: quote.id, fault: { kind: 'hang' } };
  await bodyOf(await fetch(`${one.simulatorUrl}/__sim/faults`, { method: 'POST', body: JSON.stringify(fault) }), 200);
  const answer = await createQuote(one, had.get().headers.away, `lost-${run}`);
  return z.looseObject({ requestId: z.string() }).parse(await bodyOf(answer, 202)).requestId;
};

const refusedWhileOpen = async ({ operator, ...one }: Resident): Promise<void> => {
  const request = await lostWrite({ operator, ...one });
  await assert.rejects(operator.gateway(['sp', 'remove', '--provider', away]), /work under way.*without an outcome: 1/);
  const why = ['--actor', 'deploy-suite', '--reason', 'away-and-back'];
  await operator.gateway(['resolve', request, '--provider', away, '--outcome', 'not-applied', ...why]);
  const dry = z.looseObject({ open: z.record(z.string(), z.number()) });
  const { open } = dry.parse(await operator.gateway(['sp', 'remove', '--provider', away, '--dry-run']));
  assert.deepEqual(open, {});
};

/** The page’s own block that has the command, line by line: each is what an operator types, and nothing else. */
const runBlock = async (one: Resident, having: string): Promise<void> => {
  const [block, ...others] = blocksOf(page).filter(({ script }) => script.includes(having));
  assert.ok(block !== undefined && others.length === 0, `${page} has ${having} in ${others.length + 1} blocks.`);
  for (const line of block.script.trim().split('\n')) {
    const words = line
      .replace(/ +#.*$/, '')
      .replaceAll('"$TENANT"', one.plan.tenant)
      .replaceAll('"$CLIENT"', had.get().client.clientId)
      .split(' ');
    const [npx, command, ...args] = words;
    assert.equal(npx, 'npx', line);
    if (command === 'gateway') await one.operator.gateway(args.filter((word, at) => !isTenant(args, word, at)));
    else {
      assert.deepEqual([command, ...args], ['cdk', 'deploy', '--all', '-c', `tenant=${one.plan.tenant}`], line);
      one.assembly = await assemble(one.plan, `assembly-${randomUUID()}`);
      assert.deepEqual(await deployAll(one.plan, one.assembly), one.deployment);
    }
  }
};

/** The tenant is the operator’s own here. */
const isTenant = (args: readonly string[], word: string, at: number): boolean =>
  word === '--tenant' || args[at - 1] === '--tenant';

/** What is stored of the one that goes. */
const itemsOfAway = ({ items }: Belongings): Belongings['items'] =>
  Object.fromEntries(Object.entries(items).filter(([key]) => key.includes(away)));

const secretOf = ({ plan }: Resident, { secrets }: Belongings): unknown =>
  Object.entries(secrets).find(([name]) => name.includes(`/${plan.tenant}/`) && name.includes(away))?.[1];

/** The other one’s partner calls on. */
const whileOtherCalls = async (one: Resident, work: () => Promise<unknown>): Promise<void> => {
  const { headers } = had.get();
  const path = account.path.replace('{billingAccountNumber}', '287300000002');
  const { calls, failures } = await callingMeanwhile(() => read(one, path, headers.stays), work);
  process.stdout.write(`       ${calls} calls for ${stays} meanwhile\n`);
  assert.deepEqual(failures, []);
};

const takenAway = async ({ one, other }: Neighbours): Promise<void> => {
  const [before, others] = [await belongingsOf(one.plan), await belongingsOf(other.plan)];
  await whileOtherCalls(one, () => runBlock(one, 'npx gateway sp remove'));
  gone.set({ items: itemsOfAway(before), secret: secretOf(one, before), others });
  assert.notDeepEqual([gone.get().items, gone.get().secret], [{}, undefined]);
};

/** Asks until it is answered like that. */
const untilAnswered = async (status: number, ask: () => Promise<Response>): Promise<number> => {
  const startedAt = Date.now();
  for (let { status: now } = await ask(); now !== status; { status: now } = await ask()) {
    assert.ok(Date.now() - startedAt < mostMs, `It is answered ${now} after ${mostMs / 1000} s.`);
    await wait(1_000);
  }
  return Date.now() - startedAt;
};

const refused = async (one: Resident): Promise<void> => {
  const { client, headers, alone, answers } = had.get();
  const [path = ''] = Object.keys(answers);
  const after = await untilAnswered(403, () => read(one, path, headers.away));
  const number = await lastNumber(one);
  for (const path of Object.keys(answers))
    await expectProblem(await read(one, path, headers.away), 403, 'solution-provider-not-granted');
  await expectProblem(await createQuote(one, headers.away, `away-${run}`), 403, 'solution-provider-not-granted');
  // A client that is granted nobody else may call nothing.
  assert.equal((await read(one, '/v1/tracking/orders', alone)).status, 403);
  const granting = ['client', 'grant', '--client', client.clientId, '--provider', away, '--scope', scopes[0]];
  await assert.rejects(one.operator.gateway(granting), new RegExp(`no Solution Provider ${away}`));
  const asked = (await receivedAfter(one, number)).filter(({ solutionProvider }) => solutionProvider === away);
  assert.deepEqual(asked, []);
  process.stdout.write(`       refused ${after} ms after it was deployed\n`);
};

const retained = async ({ one, other }: Neighbours): Promise<void> => {
  const { items, secret, others } = gone.get();
  const now = await belongingsOf(one.plan);
  assert.deepEqual(itemsOfAway(now), items);
  assert.deepEqual(secretOf(one, now), secret);
  assert.deepEqual(await belongingsOf(other.plan), others);
};

const credentialsEnded = async (one: Resident): Promise<void> => {
  gone.get();
  await runBlock(one, 'npx gateway credentials remove');
  assert.equal(secretOf(one, await belongingsOf(one.plan)), undefined);
  ended.set(true);
};

const takenInAgain = async ({ one, other }: Neighbours): Promise<void> => {
  ended.get();
  const { secret, others } = gone.get();
  await whileOtherCalls(one, () => runBlock(one, 'npx gateway credentials restore'));
  assert.deepEqual(secretOf(one, await belongingsOf(one.plan)), secret);
  assert.deepEqual(await belongingsOf(other.plan), others);
  isBack.set(true);
};

const thereAgain = async (one: Resident): Promise<void> => {
  isBack.get();
  const { headers, answers, key, quoteId } = had.get();
  const [path = ''] = Object.keys(answers);
  await untilAnswered(200, () => read(one, path, headers.away));
  for (const [path, answer] of Object.entries(answers))
    assert.deepEqual(await bodyOf(await read(one, path, headers.away), 200), answer, path);
  const effects = await effectsOf(one, quote.id);
  const number = await lastNumber(one);
  const repeated = await createQuote(one, headers.away, key);
  assert.equal(repeated.headers.get('idempotency-replayed'), 'true');
  assert.equal(z.looseObject({ quoteId: z.string() }).parse(await bodyOf(repeated, 200)).quoteId, quoteId);
  const asked = (await receivedAfter(one, number)).filter(({ operation }) => operation === quote.id);
  assert.deepEqual(asked, []);
  assert.deepEqual(await effectsOf(one, quote.id), effects);
  // What is new is sent, with a pair that AT&T takes: functions may remember for minutes the one that a journey before has stored.
  await bodyOf(await createQuote(one, headers.away, `back-${run}`), 200);
  const sent = (await receivedAfter(one, number)).filter(({ operation }) => operation === quote.id);
  assert.deepEqual(
    sent.map(({ solutionProvider, secretMatches }) => [solutionProvider, secretMatches]),
    [[away, true]],
  );
};

export const awayAndBackJourney: Journey<Neighbours> = {
  name: 'A Solution Provider taken away, and back',
  steps: [
    { title: 'a partner has a quote, and calls for another Solution Provider as well', run: ({ one }) => prepare(one) },
    {
      title: 'it is not taken out while nobody knows what became of a write, and is once somebody has said it',
      run: ({ one }) => refusedWhileOpen(one),
    },
    { title: `it is taken away as ${page} says, and no call for the other fails`, run: takenAway },
    {
      title: 'its calls are refused although a grant names it still, and AT&T is asked nothing for it',
      run: ({ one }) => refused(one),
    },
    { title: 'all that is stored of it is as it was, its credentials too, and the neighbour’s', run: retained },
    { title: 'its credentials are ended, as the page says', run: ({ one }) => credentialsEnded(one) },
    { title: 'it is taken in again as the page says, and no call for the other fails', run: takenInAgain },
    {
      title: 'requests and orders of before are read, a repeat asks AT&T nothing, and what is new is sent',
      run: ({ one }) => thereAgain(one),
    },
  ],
};
