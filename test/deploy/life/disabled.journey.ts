import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { scopes } from '#domain/define-operation';
import { operationById } from '#operations/registry';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { demoCredentials } from '../../../tools/simulator/credentials';
import { bearerOf, bodyOf, call, expectProblem } from '../gateway-calls';
import type { Journey } from '../journey';
import { advance, openPartner, requestPortIn, untilTold, type Partner } from '../partner';
import { Carried, type Neighbours, type Resident } from './resident';
import { lastNumber, receivedAfter } from './simulated-att';

const family = 'mobility';
/** The one that is disabled, and one that is not. */
const [stopped, served] = ['A-06399x', '10006'];
const read = operationById('get-billing-account');
const write = operationById('change-rate-plan');
const run = randomUUID();

/** In force within a minute. */
const mostMs = 60_000;
/** Longer than the gateway’s own polls are apart here. */
const quietMs = 12_000;

interface Porting {
  partner: Awaited<ReturnType<typeof openPartner>>;
  portInId: string;
}

const readOf = (resident: Resident, { headers }: Partner): Promise<Response> =>
  call(resident, { method: 'GET', path: read.path.replace('{billingAccountNumber}', '287300000002') }, headers);

const writeOf = (resident: Resident, { headers }: Partner, key: string): Promise<Response> => {
  const { method, path } = write;
  const target = { method, path: path.replace('{subscriberNumber}', '2125550113') };
  const body = { ratePlanCode: 'UNLIMITED-B' };
  return call(resident, { ...target, body }, { ...headers, 'idempotency-key': `${key}-${run}` });
};

const begun = new Carried<{ mine: Porting; others: Porting }>('two Solution Providers port a number in');

/** Each is told by webhook of a port-in of its own. */
const portingOf = async (resident: Resident, provider: string, number: string): Promise<Porting> => {
  await resident.operator.storeCredentials(provider, family, demoCredentials(family, provider));
  const partner = await openPartner(resident, await bearerOf(resident, [...scopes], provider), ['port-in.*']);
  const portInId = await requestPortIn(resident, partner.headers, `disabled-${run}`, number);
  await untilTold(partner, 'port-in.opened', portInId);
  return { partner, portInId };
};

interface Watch {
  /** How long after it was disabled AT&T was last asked for it. */
  lastAskedMs: number;
  /** Of the other one, while nothing came of it. */
  othersCalls: number;
  othersPolls: number;
}

/** Both go on calling until AT&T was asked nothing for one of them for a while. */
const untilQuiet = async (resident: Resident, mine: Partner, others: Partner): Promise<Watch> => {
  const disabledAt = Date.now();
  const watch: Watch = { lastAskedMs: 0, othersCalls: 0, othersPolls: 0 };
  let number = await lastNumber(resident);
  const elapsed = (): number => Date.now() - disabledAt;
  while (elapsed() - watch.lastAskedMs < quietMs) {
    assert.ok(elapsed() < mostMs + quietMs, `AT&T is still asked for ${stopped} after ${elapsed()} ms.`);
    await (await readOf(resident, mine)).text();
    await bodyOf(await readOf(resident, others), 200);
    await wait(250);
    const fresh = await receivedAfter(resident, number);
    number = fresh.at(-1)?.number ?? number;
    if (fresh.some(({ solutionProvider }) => solutionProvider === stopped))
      Object.assign(watch, { lastAskedMs: elapsed(), othersCalls: 0, othersPolls: 0 });
    const ofOther = fresh.filter(({ solutionProvider }) => solutionProvider === served);
    watch.othersCalls += ofOther.filter(({ operation }) => operation === read.id).length;
    watch.othersPolls += ofOther.filter(({ operation }) => operation !== read.id).length;
  }
  return watch;
};

const why = ['--provider', stopped, '--actor', 'deploy-suite', '--reason', 'stopped-midway'];

const stoppedWithinAMinute = async (resident: Resident): Promise<void> => {
  const { mine, others } = begun.get();
  await bodyOf(await readOf(resident, mine.partner), 200);
  await resident.operator.gateway(['sp', 'disable', ...why]);
  const { lastAskedMs, othersCalls, othersPolls } = await untilQuiet(resident, mine.partner, others.partner);
  assert.ok(lastAskedMs <= mostMs, `AT&T was asked for ${stopped} ${lastAskedMs} ms later.`);
  assert.ok(othersCalls > 0 && othersPolls > 0, `${served} had ${othersCalls} calls and ${othersPolls} polls.`);
  process.stdout.write(`       last asked ${lastAskedMs} ms later; meanwhile ${othersPolls} polls of the other\n`);
};

const toldOfOthersAlone = async (resident: Resident): Promise<void> => {
  const { mine, others } = begun.get();
  const number = await lastNumber(resident);
  await advance(resident, 'PT9H');
  await untilTold(others.partner, 'port-in.confirmed', others.portInId);
  await expectProblem(await readOf(resident, mine.partner), 403, 'solution-provider-disabled');
  await expectProblem(await writeOf(resident, mine.partner, 'stopped'), 403, 'solution-provider-disabled');
  await bodyOf(await writeOf(resident, others.partner, 'served'), 200);
  const asked = (await receivedAfter(resident, number)).filter(({ solutionProvider }) => solutionProvider === stopped);
  assert.deepEqual(asked, []);
  const told = mine.partner.receiver.received.map(({ event }) => event.type);
  assert.deepEqual(told, ['port-in.opened']);
};

const untilServed = async (resident: Resident, partner: Partner): Promise<void> => {
  const enabledAt = Date.now();
  let { status } = await readOf(resident, partner);
  while (status !== 200) {
    assert.ok(Date.now() - enabledAt < mostMs, `It is answered ${status} a minute after it was enabled.`);
    await wait(500);
    ({ status } = await readOf(resident, partner));
  }
};

const resumed = async (resident: Resident): Promise<void> => {
  const { mine, others } = begun.get();
  await resident.operator.gateway(['sp', 'enable', ...why]);
  await untilServed(resident, mine.partner);
  await untilTold(mine.partner, 'port-in.confirmed', mine.portInId);
  await advance(resident, 'P4D');
  for (const { partner, portInId } of [mine, others]) {
    await untilTold(partner, 'port-in.completed', portInId);
    const path = getTrackedPortIn.path.replace('{id}', portInId);
    const view = await bodyOf(await call(resident, { method: 'GET', path }, partner.headers), 200);
    assert.equal(getTrackedPortIn.response.parse(view).state, 'completed');
    await partner.leave();
  }
};

export const disabledJourney: Journey<Neighbours> = {
  name: 'A Solution Provider disabled while AT&T works for it',
  steps: [
    {
      title: 'two Solution Providers port a number in, and AT&T works on both',
      run: async ({ one }) => {
        const mine = await portingOf(one, stopped, '2125550131');
        begun.set({ mine, others: await portingOf(one, served, '2125550132') });
      },
    },
    {
      title: 'one is disabled: within a minute AT&T is asked nothing for it, by calls or polls, and the other goes on',
      run: ({ one }) => stoppedWithinAMinute(one),
    },
    {
      title: 'AT&T confirms both: the other is told; the one is not, its calls are refused, and AT&T is asked nothing',
      run: ({ one }) => toldOfOthersAlone(one),
    },
    {
      title:
        'enabled again, it is served within a minute, told what it missed, and its port-in followed to its completion',
      run: ({ one }) => resumed(one),
    },
  ],
};
