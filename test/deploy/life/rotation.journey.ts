import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { inParallel } from '#domain/in-parallel';
import { documented as quoteExamples } from '#operations/alliance-create-quote/examples';
import { documented as lookUpExamples } from '#operations/alliance-look-up-end-customer/examples';
import { operationById } from '#operations/registry';
import type { Credentials } from '#att/secret';
import { listTrackedOrders } from '#routes/orders/list-tracked-orders';
import { bearerOf, call } from '../gateway-calls';
import type { Journey } from '../journey';
import type { Neighbours, Resident } from './resident';
import { effectsOf, lastNumber, receivedAfter, setPair, type AttRequest } from './simulated-att';

const family = 'ordering-alliance';
/** Nobody else calls for it: a function keeps a pair for five minutes. */
const solutionProvider = '10006';
const run = randomUUID();

const calls = 1_000;
/** As many as the emulator carries at a time, and so as many as there are instances of a function at most. */
const atOnce = 6;
/** What happens before a call of that number. */
const rotatedAt = 300;
const endedAt = 600;
const forgottenAt = 850;
const [write, lookUp] = [operationById('alliance-create-quote'), operationById('alliance-look-up-end-customer')];
const [quote] = quoteExamples.examples;
const [customer] = lookUpExamples.examples;

const pair = (which: string): Credentials => ({ clientId: `${which}-${run}`, clientSecret: `secret-${which}-${run}` });
const [before, after] = [pair('before'), pair('after')];

/** Of ten calls three write, five read at AT&T, two read what the gateway has. */
const callOf = (resident: Resident, headers: Record<string, string>, number: number): Promise<Response> => {
  const kind = number % 10;
  if (kind < 3) {
    const key = `rotation-${number}-${run}`;
    const body = { ...quote.request.body, spId: solutionProvider, opportunityName: key };
    return call(resident, { method: write.method, path: write.path, body }, { ...headers, 'idempotency-key': key });
  }
  if (kind < 8)
    return call(resident, { method: lookUp.method, path: lookUp.path, body: customer.request.body }, headers);
  return call(resident, { method: 'GET', path: `${listTrackedOrders.path}?limit=1` }, headers);
};

const writes = calls * 0.3;

interface Load {
  failures: string[];
  quotes: Set<string>;
}

/** Makes all calls, and meanwhile, from a call of that number on, what is to happen then, one after the other. */
const underLoad = async (resident: Resident, happening: readonly [number, () => Promise<unknown>][]): Promise<Load> => {
  const headers = await bearerOf(resident, ['ordering:read', 'ordering:write', 'tracking:read'], solutionProvider);
  const load: Load = { failures: [], quotes: new Set() };
  let happened: Promise<unknown> = Promise.resolve();
  await inParallel([...Array(calls).keys()], atOnce, async (number) => {
    for (const [at, work] of happening) if (at === number) happened = happened.then(work);
    const answer = await callOf(resident, headers, number);
    const text = await answer.text();
    if (answer.status !== 200) load.failures.push(`call ${number}: ${answer.status} ${text}`);
    const [, quoteId] = /"quoteId":"(\w+)"/.exec(text) ?? [];
    if (number % 10 < 3 && quoteId !== undefined) load.quotes.add(quoteId);
  });
  await happened;
  return load;
};

/** What AT&T was asked with which pair. */
const askedWith = (requests: readonly AttRequest[], { clientId }: Credentials): AttRequest[] =>
  requests.filter((one) => one.clientId === clientId);

const rotated = async (resident: Resident): Promise<void> => {
  const { operator } = resident;
  const whose = ['--provider', solutionProvider, '--family', family];
  await setPair(resident, solutionProvider, family, before);
  await operator.storeCredentials(solutionProvider, family, before);
  const known = new Set((await effectsOf(resident, write.id)).map(({ key }) => key));
  const first = await lastNumber(resident);
  let ended = 0;
  const load = await underLoad(resident, [
    // AT&T announces a pair, which is good beside the old one.
    [rotatedAt, () => setPair(resident, solutionProvider, family, after)],
    [rotatedAt, () => operator.gateway(['credentials', 'rotate', ...whose], JSON.stringify(after))],
    [endedAt, () => setPair(resident, solutionProvider, family, { ...before, accepted: false })],
    [endedAt, async () => (ended = await lastNumber(resident))],
    [forgottenAt, () => operator.gateway(['credentials', 'forget', ...whose])],
  ]);

  assert.deepEqual(load.failures, []);
  const requests = await receivedAfter(resident, first);
  const asked = requests.filter(({ operation }) => operation === write.id || operation === lookUp.id);
  const byNew = askedWith(asked, after);
  // Not by when: one may be on its way in the moment in which AT&T ends the pair.
  const refused = askedWith(asked, before).filter(({ secretMatches }) => !secretMatches);
  assert.equal(asked.length - refused.length, calls * 0.8);
  assert.ok(askedWith(asked, before).length - refused.length > rotatedAt / 2);
  // Everything AT&T took after it had ended the old pair came with the new one.
  assert.deepEqual(
    asked.filter(({ number, secretMatches }) => number > ended && secretMatches),
    byNew.filter(({ number }) => number > ended),
  );
  // Each instance has tried the old one once at most: not at once, where nobody calls it for a while.
  for (const { id } of [write, lookUp]) {
    const tries = refused.filter(({ operation }) => operation === id).length;
    assert.ok(tries <= atOnce, `${tries} of ${id} tried the pair that AT&T has ended`);
  }
  // Every write was done, and was done once.
  const done = (await effectsOf(resident, write.id)).filter(({ key }) => !known.has(key));
  assert.equal(done.length, writes);
  assert.deepEqual(
    done.filter(({ count }) => count !== 1),
    [],
  );
  assert.equal(load.quotes.size, writes);
  process.stdout.write(
    `       ${asked.length} requests to AT&T, ${byNew.length} with the new pair, ${refused.length} tries of the ended one\n`,
  );
};

export const rotationJourney: Journey<Neighbours> = {
  name: 'AT&T’s credentials rotated under load',
  steps: [
    {
      title: `of ${calls} calls meanwhile none fails, AT&T sees the old pair and then the new, and does each write once`,
      run: ({ one }) => rotated(one),
    },
  ],
};
