import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { runCdk } from '../deploy-tenant';
import { bodyOf, call, expectProblem } from '../gateway-calls';
import type { Journey } from '../journey';
import { openPartner, requestPortIn } from '../partner';
import {
  createQuote,
  followedOn,
  orderingHeaders,
  partnersClient,
  porting,
  portingHeaders,
  prepared,
  stillThere,
  type Had,
} from './before-and-after';
import { keptOf } from './belongings';
import { filledAgain } from './emulated-import';
import { Carried, type Neighbours, type Resident } from './resident';
import { backUp, restoreTable, settingsOf, statedSettings, type Then } from './restored-table';
import { effectsOf, lastNumber, receivedAfter } from './simulated-att';
import { dataStack, deployOver, importLeft, page, sayWhatIsLeft, tornDown, type Left } from './tear-down';

const run = randomUUID();
const number = '2125550136';
/** AT&T is asked by these what it must not be asked twice. */
const writes = ['alliance-create-quote', 'request-port-in'];
const why = ['--actor', 'deploy-suite', '--reason', 'restored'];

/** Orders and ports of after the time the table is restored to. */
interface Since {
  quoteKey: string;
  portKey: string;
  quote: unknown;
  portInId: string;
}

const before = new Carried<Had & Then>('a partner has a quote');
const since = new Carried<Since>('it orders on');
const restored = new Carried<{ old: string; table: string }>('the table is restored');
const exchanged = new Carried<Left>('it takes the place of the old one');
const carried = new Carried<true>('records of writes are had from the old table');

const prepare = async (one: Resident): Promise<void> => {
  const client = await partnersClient(one);
  const partner = await openPartner(one, await portingHeaders(one, client), ['port-in.*']);
  const had = await prepared(one, client, partner, '2125550135');
  before.set({ ...had, ...(await backUp(one, (await keptOf(one.plan)).table)) });
};

const ordersOn = async (one: Resident): Promise<void> => {
  const { client } = before.get();
  const [quoteKey, portKey] = [`since-${run}`, `ported-since-${run}`];
  const quote = await bodyOf(await createQuote(one, await orderingHeaders(one, client), quoteKey), 200);
  const portInId = await requestPortIn(one, await portingHeaders(one, client), portKey, number);
  since.set({ quoteKey, portKey, quote, portInId });
};

const eachProvider = async ({ operator }: Resident, to: string): Promise<void> => {
  const listed = z.array(z.looseObject({ solutionProvider: z.string() })).parse(await operator.gateway(['sp', 'list']));
  for (const { solutionProvider } of listed) await operator.gateway(['sp', to, '--provider', solutionProvider, ...why]);
};

const asTheOld = async (one: Resident): Promise<void> => {
  await eachProvider(one, 'read-only');
  const { table: old } = await keptOf(one.plan);
  const table = await restoreTable(one, old, before.get());
  restored.set({ old, table });
  assert.deepEqual(await settingsOf(one, table), statedSettings(one));
};

const exchange = async (one: Resident): Promise<void> => {
  const { old, table } = restored.get();
  const left = await tornDown(one);
  const mapping = await sayWhatIsLeft(one.plan);
  // The page’s `sed`.
  writeFileSync(mapping, readFileSync(mapping, 'utf8').replaceAll(`"${old}"`, `"${table}"`));
  await importLeft(one, mapping);
  const { directory } = one.assembly;
  await runCdk(one.plan, ['deploy', '--require-approval', 'never', '--force', '--app', directory, dataStack(one.plan)]);
  // What the emulator made anew has its values before anything is done by them.
  await filledAgain(one.plan, left.belongings.secrets);
  assert.equal((await keptOf(one.plan)).table, table);
  exchanged.set(left);
};

const listedStates = z.array(z.looseObject({ state: z.string() }));

const carryOver = async (one: Resident): Promise<void> => {
  const left = exchanged.get();
  const { operator } = one;
  // The table has forgotten it.
  const states = listedStates.parse(await operator.gateway(['sp', 'list'])).map(({ state }) => state);
  assert.deepEqual(new Set(states), new Set(['enabled']));
  const dayBefore = new Date(Date.parse(before.get().then) - 86_400_000).toISOString();
  const carrying = ['requests', 'carry-over', '--from', restored.get().old, '--since', dayBefore];
  await assert.rejects(operator.gateway(carrying), /may be written for/);
  await eachProvider(one, 'read-only');
  const counts = z.looseObject({ records: z.int(), unreadable: z.int() }).parse(await operator.gateway(carrying));
  assert.ok(counts.records >= 2 && counts.unreadable === 0, JSON.stringify(counts));
  process.stdout.write(`       ${counts.records} records carried over\n`);
  await deployOver(one, left);
  carried.set(true);
};

/** What AT&T was asked to do since. */
const askedSince = async (one: Resident, after: number): Promise<unknown[]> =>
  (await receivedAfter(one, after)).filter(({ operation }) => writes.includes(operation ?? ''));

const kept = async (one: Resident): Promise<void> => {
  carried.get();
  const after = await lastNumber(one);
  const headers = await orderingHeaders(one, before.get().client);
  await expectProblem(await createQuote(one, headers, since.get().quoteKey), 403, 'solution-provider-read-only');
  await expectProblem(await createQuote(one, headers, `new-${run}`), 403, 'solution-provider-read-only');
  await one.operator.look(['reconcile']);
  assert.deepEqual(await askedSince(one, after), []);
};

const mostMs = 60_000;

/** A restriction ends within a minute. */
const repeatedQuote = async (one: Resident, headers: Record<string, string>): Promise<Response> => {
  const end = Date.now() + mostMs;
  for (;;) {
    const answer = await createQuote(one, headers, since.get().quoteKey);
    if (answer.status !== 403 || Date.now() > end) return answer;
    await answer.text();
    await wait(1_000);
  }
};

const askedNothing = async (one: Resident): Promise<void> => {
  carried.get();
  const { client, ...had } = before.get();
  const { quote, portKey, portInId } = since.get();
  const effects = await Promise.all(writes.map((id) => effectsOf(one, id)));
  const after = await lastNumber(one);
  await eachProvider(one, 'enable');
  const again = await repeatedQuote(one, await orderingHeaders(one, client));
  assert.equal(again.headers.get('idempotency-replayed'), 'true');
  assert.deepEqual(await bodyOf(again, 200), quote);
  const headers = await portingHeaders(one, client);
  assert.equal(await requestPortIn(one, headers, portKey, number), portInId);
  await stillThere(one, { client, ...had });
  assert.deepEqual(await askedSince(one, after), []);
  assert.deepEqual(await Promise.all(writes.map((id) => effectsOf(one, id))), effects);
  await one.operator.gateway(['audit', 'verify']);
};

const follows = async (one: Resident): Promise<void> => {
  carried.get();
  const had = before.get();
  const { portInId } = since.get();
  const follow = (id: string) => one.operator.gateway(['follow', id, '--provider', porting, ...why]);
  await followedOn(one, had, async () => {
    await follow(had.portInId);
    await follow(portInId);
  });
  const path = getTrackedPortIn.path.replace('{id}', portInId);
  const view = await bodyOf(await call(one, { method: 'GET', path }, await portingHeaders(one, had.client)), 200);
  assert.equal(getTrackedPortIn.response.parse(view).state, 'completed');
  had.partner.receiver.close();
};

/** Of the second tenant: the first is another’s by then. */
export const restoredJourney: Journey<Neighbours> = {
  name: 'A table restored to an earlier time',
  steps: [
    { title: 'a partner has a quote, and a port-in that AT&T works on', run: ({ other }) => prepare(other) },
    { title: 'it orders on, and ports another number in', run: ({ other }) => ordersOn(other) },
    {
      title: `the table is restored to then, and has what the template states of it, by the commands of ${page}`,
      run: ({ other }) => asTheOld(other),
    },
    { title: 'it takes the place of the old one, and nothing runs yet', run: ({ other }) => exchange(other) },
    {
      title:
        'records of writes since are had from the old table, not before nothing can be written; the rest is deployed',
      run: ({ other }) => carryOver(other),
    },
    { title: 'as long as it is read-only nothing is sent to AT&T, repeated or new', run: ({ other }) => kept(other) },
    {
      title:
        'enabled again, repeats of what was written before and since are answered as then, and AT&T sees nothing more',
      run: ({ other }) => askedNothing(other),
    },
    {
      title: 'port-ins of before and since are followed to their completion',
      run: ({ other }) => follows(other),
    },
  ],
};
