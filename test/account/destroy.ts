import {
  CloudFormationClient,
  DeleteStackCommand,
  ListStackResourcesCommand,
  paginateListStacks,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { setTimeout as wait } from 'node:timers/promises';
import { within } from '#platform/aws/within';
import { removers, removeByName, type Removal } from './remove';
import { runTag, stacksOf } from './run-id';
import { stackIn, type Site } from './site';

const patienceMs = 45 * 60_000;

const cloudFormationIn = ({ settings, region }: Site) =>
  new CloudFormationClient({ ...settings, region, ...within(20_000, 5_000) });

interface OwnStack {
  name: string;
  id: string;
  isDeleted: boolean;
}

/** Stacks that carry the run’s tag, those among them that are deleted already: what they retained is known by them. */
export const ownStacks = async (site: Site, run: string): Promise<OwnStack[]> => {
  const names = stacksOf(run);
  const ids = new Set<string>();
  for (const name of names) {
    const stack = await stackIn(site, name);
    if (stack?.StackId !== undefined) ids.add(stack.StackId);
  }
  const pages = paginateListStacks({ client: cloudFormationIn(site) }, { StackStatusFilter: ['DELETE_COMPLETE'] });
  for await (const { StackSummaries = [] } of pages)
    for (const { StackName = '', StackId } of StackSummaries)
      if (names.includes(StackName) && StackId !== undefined) ids.add(StackId);
  const found: OwnStack[] = [];
  for (const id of ids) {
    const stack = await stackIn(site, id);
    if (!stack?.Tags?.some(({ Key, Value }) => Key === runTag && Value === run)) continue;
    found.push({ name: stack.StackName ?? '', id, isDeleted: stack.StackStatus === 'DELETE_COMPLETE' });
  }
  return found.toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
};

const deleteStack = async (site: Site, { name, id }: OwnStack, say: (line: string) => void): Promise<void> => {
  const client = cloudFormationIn(site);
  if (!site.emulator)
    await client.send(new UpdateTerminationProtectionCommand({ StackName: id, EnableTerminationProtection: false }));
  say(`Deleting ${name} …`);
  // By its id, so that it is this one and no other of the name.
  await client.send(new DeleteStackCommand({ StackName: site.emulator ? name : id }));
  const end = Date.now() + patienceMs;
  for (;;) {
    const stack = await stackIn(site, id);
    const status = stack?.StackStatus ?? 'DELETE_COMPLETE';
    if (status === 'DELETE_COMPLETE') return;
    if (status === 'DELETE_FAILED' || Date.now() > end)
      throw new Error(`${name} is in ${status}: ${stack?.StackStatusReason ?? ''}`);
    await wait(site.emulator ? 500 : 5_000);
  }
};

/** What a stack keeps beyond its own end, as `[type, id]`. */
const keptBy = async (site: Site, { id }: OwnStack): Promise<Removal[]> => {
  const client = cloudFormationIn(site);
  const kept: Removal[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListStackResourcesCommand({ StackName: id, NextToken }));
    for (const { ResourceType = '', PhysicalResourceId = '' } of page.StackResourceSummaries ?? [])
      if (ResourceType in removers && PhysicalResourceId !== '')
        kept.push({ type: ResourceType, id: PhysicalResourceId });
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return kept;
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The key goes last: without it nothing else could be read. */
const order = Object.keys(removers);

/**
 * Deletes what a run has made: its stacks, known by their tag, and what these kept. Goes on where one thing cannot be deleted.
 * @returns what is left though it should not be
 */
export const destroy = async (site: Site, run: string, say: (line: string) => void): Promise<string[]> => {
  const left: string[] = [];
  const attempt = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    await work().catch((error: unknown) => {
      left.push(`${what}: ${reasonOf(error)}`);
      say(`  NOT REMOVED ${what}: ${reasonOf(error)}`);
    });
  };
  const stacks = await ownStacks(site, run);
  const kept: Removal[] = [];
  for (const stack of stacks) await attempt(stack.name, async () => kept.push(...(await keptBy(site, stack))));
  for (const stack of stacks) if (!stack.isDeleted) await attempt(stack.name, () => deleteStack(site, stack, say));
  for (const { type, id } of kept.toSorted((a, b) => order.indexOf(a.type) - order.indexOf(b.type))) {
    say(`Removing ${type} ${id}`);
    await attempt(`${type} ${id}`, async () => removers[type]?.(site, id));
  }
  // Its credentials are in no stack, and a log line may come after its group was deleted. Only where a stack was the run’s.
  if (stacks.length > 0) await attempt(`what is named after ${run}`, () => removeByName(site, run, say));
  return left;
};
