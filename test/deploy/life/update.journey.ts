import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { awsWith } from '../../../tools/operator/aws';
import { assemble, deployAll, type Assembly, type Plan } from '../deploy-tenant';
import { bodyOf } from '../gateway-calls';
import type { Journey } from '../journey';
import { operatorSettings, region } from '../operator';
import { openPartner } from '../partner';
import { makeAnotherRelease } from './another-release';
import { callingMeanwhile } from './calling-meanwhile';
import {
  createQuote,
  followedOn,
  orderingHeaders,
  partnersClient,
  portingHeaders,
  prepared,
  stillThere,
  type Had,
} from './before-and-after';
import { idsOf, namesOf, resourcesOf } from './belongings';
import { Carried, stateTenant, type Neighbours, type Resident } from './resident';
import { lastNumber, receivedAfter } from './simulated-att';

const newSource = 'another-release';

/** What every function of a tenant runs, by its name. */
const codeOf = async (plan: Plan): Promise<Record<string, string>> => {
  const { lambda } = awsWith(operatorSettings(plan))(region);
  const names = idsOf(await resourcesOf(plan, ['api', 'tracking']), 'AWS::Lambda::Function');
  const read = names.map(async (FunctionName) => {
    const { CodeSha256 = '' } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    return [FunctionName, CodeSha256] as const;
  });
  return Object.fromEntries(await Promise.all(read));
};

interface Before {
  /** What it was deployed from. */
  assembly: Assembly;
  had: Had;
  names: string[];
  code: Record<string, string>;
  others: [string[], Record<string, string>];
}

const before = new Carried<Before>('a partner has a quote');
const deployed = new Carried<number>('another release is deployed');
const madeSince = new Carried<{ key: string; answer: unknown }>('the setting is in force');

/** A partner that orders on and on. */
const ordering = (one: Resident, headers: Record<string, string>) => (key: string) => createQuote(one, headers, key);

const standing = async ({ plan }: Resident): Promise<[string[], Record<string, string>]> => [
  namesOf(await resourcesOf(plan)),
  await codeOf(plan),
];

const prepare = async ({ one, other }: Neighbours): Promise<void> => {
  const client = await partnersClient(one);
  const partner = await openPartner(one, await portingHeaders(one, client), ['port-in.*']);
  const had = await prepared(one, client, partner, '2125550133');
  const [names, code] = await standing(one);
  before.set({ assembly: one.assembly, had, names, code, others: await standing(other) });
};

const deployAnotherRelease = async (one: Resident): Promise<void> => {
  const { plan } = one;
  const headers = await orderingHeaders(one, before.get().had.client);
  stateTenant(plan.directory, plan.tenant, { source: newSource, polling: { pollsPerMinute: 60 } });
  const assembly = await assemble(plan, 'assembly-another-release');
  const bundles = makeAnotherRelease(assembly);
  const startedAt = Date.now();
  const { calls, failures } = await callingMeanwhile(ordering(one, headers), async () => {
    assert.deepEqual(await deployAll(plan, assembly), one.deployment);
  });
  deployed.set(bundles);
  one.assembly = assembly;
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  process.stdout.write(`       ${bundles} bundles deployed in ${seconds} s, with ${calls} writes meanwhile\n`);
  assert.deepEqual(failures, []);
};

const nothingReplaced = async ({ one, other }: Neighbours): Promise<void> => {
  deployed.get();
  const { names, code, others } = before.get();
  const [newNames, newCode] = await standing(one);
  assert.deepEqual(newNames, names);
  assert.deepEqual(Object.keys(newCode), Object.keys(code));
  assert.deepEqual(
    Object.keys(code).filter((name) => newCode[name] === code[name]),
    [],
  );
  assert.deepEqual(await standing(other), others);
};

const settingInForce = async (one: Resident): Promise<void> => {
  deployed.get();
  const headers = await orderingHeaders(one, before.get().had.client);
  const number = await lastNumber(one);
  const key = `after-${randomUUID()}`;
  madeSince.set({ key, answer: await bodyOf(await createQuote(one, headers, key), 200) });
  // Polls of the port-in come in between.
  const asked = (await receivedAfter(one, number)).filter(({ operation }) => operation === 'alliance-create-quote');
  assert.deepEqual(
    asked.map(({ headers: sent }) => sent['source']),
    [newSource],
  );
};

const deployReleaseBefore = async (one: Resident): Promise<void> => {
  const { assembly, had, names, code } = before.get();
  const { key, answer } = madeSince.get();
  const headers = await orderingHeaders(one, had.client);
  const { calls, failures } = await callingMeanwhile(ordering(one, headers), async () => {
    assert.deepEqual(await deployAll(one.plan, assembly), one.deployment);
  });
  one.assembly = assembly;
  process.stdout.write(`       rolled back with ${calls} writes meanwhile\n`);
  assert.deepEqual(failures, []);
  assert.deepEqual(await standing(one), [names, code]);
  await stillThere(one, had);
  const number = await lastNumber(one);
  const again = await createQuote(one, headers, key);
  assert.equal(again.headers.get('idempotency-replayed'), 'true');
  assert.deepEqual(await bodyOf(again, 200), answer);
  const asked = (await receivedAfter(one, number)).filter(({ operation }) => operation === 'alliance-create-quote');
  assert.deepEqual(asked, []);
};

export const updateJourney: Journey<Neighbours> = {
  name: 'Updated in place',
  steps: [
    { title: 'a partner has a quote, and a port-in that AT&T works on', run: prepare },
    {
      title: 'another release and another setting are deployed while it orders on, and no call fails',
      run: ({ one }) => deployAnotherRelease(one),
    },
    {
      title:
        'every function runs other code; nothing was replaced, every address is what it was, the neighbour as well',
      run: nothingReplaced,
    },
    { title: 'the setting is in force', run: ({ one }) => settingInForce(one) },
    {
      title: 'what was stored before is read, and a repeat asks AT&T nothing',
      run: async ({ one }) => {
        deployed.get();
        await stillThere(one, before.get().had);
      },
    },
    {
      title: 'the port-in is followed to its completion, and told in order, signed as before',
      run: async ({ one }) => {
        deployed.get();
        await followedOn(one, before.get().had);
        await before.get().had.partner.leave();
      },
    },
    {
      title:
        'the release before is deployed again while the partner orders on: no call fails, nothing is replaced, what both have stored is read, and a repeat asks AT&T nothing',
      run: ({ one }) => deployReleaseBefore(one),
    },
  ],
};
