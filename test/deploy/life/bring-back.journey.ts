import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { awsWith } from '../../../tools/operator/aws';
import { stackName, type StackKind } from '../../../lib/names';
import { blocksOf } from '../../support/runbook-pages';
import { deployAll, runCdk, type Plan } from '../deploy-tenant';
import { operatorSettings, region } from '../operator';
import { openPartner } from '../partner';
import { runCommand } from '../run-command';
import type { Journey } from '../journey';
import { bodyOf } from '../gateway-calls';
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
import { belongingsOf, keptOf, resourcesOf, type Belongings, type Kept } from './belongings';
import { filledAgain, withoutWhatCannotBeImported } from './emulated-import';
import { Carried, type Neighbours, type Resident } from './resident';

/** As docs/operating.md has it: what holds nothing first, and what must not be lost last. */
const holdsNothing: readonly StackKind[] = ['monitoring', 'tracking', 'api'];

const page = 'docs/operating.md';

/** Where the page’s commands are run. */
const folderOf = ({ directory }: Plan): string => join(directory, 'tear-down');

const dataStack = ({ tenant }: Plan): string => stackName(tenant, 'data');

/** The page’s `aws cloudformation describe-stack-resources`: there is no command line of AWS here. */
const keepResources = async (plan: Plan): Promise<void> => {
  const { cloudFormation } = awsWith(operatorSettings(plan))(region);
  const { StackResources } = await cloudFormation.send(
    new DescribeStackResourcesCommand({ StackName: dataStack(plan) }),
  );
  mkdirSync(folderOf(plan), { recursive: true });
  writeFileSync(join(folderOf(plan), `${dataStack(plan)}.json`), JSON.stringify({ StackResources }));
};

/** The page’s own block that makes `left.json`. */
const sayWhatIsLeft = async (plan: Plan): Promise<string> => {
  const blocks = blocksOf(page).filter(({ script }) => script.includes('> left.json'));
  assert.equal(blocks.length, 1, `${page} makes left.json in ${blocks.length} blocks.`);
  await runCommand('bash', ['-euc', `cd "${folderOf(plan)}"\nDATA=${dataStack(plan)}\n${blocks[0]?.script}`]);
  return join(folderOf(plan), 'left.json');
};

const destroy = async ({ plan, assembly }: Resident, stacks: readonly StackKind[]): Promise<void> => {
  const names = stacks.map((kind) => stackName(plan.tenant, kind));
  await runCdk(plan, ['destroy', '--force', '--exclusively', '--app', assembly.directory, ...names]);
};

const isDeployed = (plan: Plan, kind: StackKind): Promise<boolean> =>
  resourcesOf(plan, [kind]).then(
    (resources) => resources.length > 0,
    () => false,
  );

const tornDown = async (resident: Resident, neighbour: Resident): Promise<Left> => {
  const { plan } = resident;
  const [kept, others] = [await keptOf(plan), await belongingsOf(neighbour.plan)];
  await keepResources(plan);
  await destroy(resident, holdsNothing);
  const belongings = await belongingsOf(plan, kept);
  await destroy(resident, ['data']);
  for (const kind of [...holdsNothing, 'data'] as const)
    assert.equal(await isDeployed(plan, kind), false, stackName(plan.tenant, kind));
  assert.deepEqual(await belongingsOf(plan, kept), belongings);
  return { kept, belongings, others };
};

interface Left {
  kept: Kept;
  belongings: Belongings;
  /** What the neighbour has. */
  others: Belongings;
}

/** As the page has it. What the emulator does not import is made anew, and holds what it held before. */
const broughtBack = async (resident: Resident, { kept, belongings }: Left): Promise<void> => {
  const { plan, assembly } = resident;
  const left = await sayWhatIsLeft(plan);
  const dropped = await withoutWhatCannotBeImported(plan, left);
  await runCdk(plan, ['import', '--app', assembly.directory, dataStack(plan), '--resource-mapping', left]);
  resident.deployment = await deployAll(plan, assembly, '--force');
  await filledAgain(plan, belongings.secrets);
  assert.deepEqual(await keptOf(plan), kept);
  process.stdout.write(`       imported but for ${dropped.join(', ')}\n`);
};

const before = new Carried<Had>('a partner has a quote');
const left = new Carried<Left>('all four stacks are destroyed');
const isBack = new Carried<true>('it is brought back');

const prepare = async ({ one }: Neighbours): Promise<void> => {
  const client = await partnersClient(one);
  const partner = await openPartner(one, await portingHeaders(one, client), ['port-in.*']);
  before.set(await prepared(one, client, partner, '2125550134'));
};

/** Its poller went with the stack, which is found out ten minutes after its next poll was due; nobody has to wait for it. */
const followedOnRequest = async (one: Resident): Promise<void> => {
  isBack.get();
  const had = before.get();
  const operated = ['--provider', porting, '--actor', 'deploy-suite', '--reason', 'brought-back'];
  await followedOn(one, had, () => one.operator.gateway(['follow', had.portInId, ...operated]));
  had.partner.receiver.close();
};

const neighbourGoesOn = async ({ other }: Neighbours): Promise<void> => {
  isBack.get();
  assert.deepEqual(await belongingsOf(other.plan), left.get().others);
  const headers = await orderingHeaders(other, await partnersClient(other));
  await bodyOf(await createQuote(other, headers, `the-neighbour-goes-on-${randomUUID()}`), 200);
};

export const bringBackJourney: Journey<Neighbours> = {
  name: 'Destroyed and brought back',
  steps: [
    { title: 'a partner has a quote, and a port-in that AT&T works on', run: prepare },
    {
      title: 'all four stacks are destroyed, and leave table, secrets, key and user pool with all that is in them',
      run: async ({ one, other }) => {
        before.get();
        left.set(await tornDown(one, other));
      },
    },
    {
      title: `it is brought back as ${page} says, with what was left`,
      run: async ({ one }) => {
        await broughtBack(one, left.get());
        isBack.set(true);
      },
    },
    {
      title: 'what was stored before is read, a repeat asks AT&T nothing, the audit’s chain is whole',
      run: async ({ one }) => {
        isBack.get();
        await stillThere(one, before.get());
        await one.operator.gateway(['audit', 'verify']);
      },
    },
    {
      title: 'the port-in is followed to its completion, and told in order, signed as before',
      run: ({ one }) => followedOnRequest(one),
    },
    { title: 'the neighbour was left alone, and goes on', run: neighbourGoesOn },
  ],
};
