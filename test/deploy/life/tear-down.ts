import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { awsWith } from '../../../tools/operator/aws';
import { stackName, type StackKind } from '../../../lib/names';
import { blocksOf } from '../../support/runbook-pages';
import { deployAll, runCdk, type Plan } from '../deploy-tenant';
import { operatorSettings, region } from '../operator';
import { runCommand } from '../run-command';
import { belongingsOf, keptOf, resourcesOf, type Belongings, type Kept } from './belongings';
import { filledAgain, withoutWhatCannotBeImported } from './emulated-import';
import type { Resident } from './resident';

/** As docs/operating.md has it: what holds nothing first, and what must not be lost last. */
const holdsNothing: readonly StackKind[] = ['monitoring', 'tracking', 'api'];

export const page = 'docs/operating.md';

/** Where the page’s commands are run. */
const folderOf = ({ directory }: Plan): string => join(directory, 'tear-down');

export const dataStack = ({ tenant }: Plan): string => stackName(tenant, 'data');

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
export const sayWhatIsLeft = async (plan: Plan): Promise<string> => {
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

/** All four stacks go, as the page has it. */
export const tornDown = async (resident: Resident): Promise<Left> => {
  const { plan } = resident;
  const kept = await keptOf(plan);
  await keepResources(plan);
  await destroy(resident, holdsNothing);
  const belongings = await belongingsOf(plan, kept);
  await destroy(resident, ['data']);
  for (const kind of [...holdsNothing, 'data'] as const)
    assert.equal(await isDeployed(plan, kind), false, stackName(plan.tenant, kind));
  assert.deepEqual(await belongingsOf(plan, kept), belongings);
  return { kept, belongings };
};

export interface Left {
  kept: Kept;
  belongings: Belongings;
}

/** As the page has it. What the emulator does not import is taken out of the mapping, and made anew by the deployment after. */
export const importLeft = async ({ plan, assembly }: Resident, mapping: string): Promise<void> => {
  const dropped = await withoutWhatCannotBeImported(plan, mapping);
  await runCdk(plan, ['import', '--app', assembly.directory, dataStack(plan), '--resource-mapping', mapping]);
  process.stdout.write(`       imported but for ${dropped.join(', ')}\n`);
};

/** All is deployed, and what was made anew holds what it held before. */
export const deployOver = async (resident: Resident, { belongings }: Left): Promise<void> => {
  resident.deployment = await deployAll(resident.plan, resident.assembly, '--force');
  await filledAgain(resident.plan, belongings.secrets);
};
