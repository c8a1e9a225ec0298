import { Option } from 'commander';
import type { ApiFamily } from '#domain/define-operation';
import { apiFamilies } from '../../lib/config/tenant';
import type { Answer } from './answer';
import { command, oneOf, type CommandOf } from './command-line';
import { secretId, stateOf, type Owner } from './credentials';
import type { Deployment } from './deployment';
import { dryRun, type DryRun } from './dry-run';
import { Refusal } from './failures';
import { oneProvider } from './providers';
import { recoveryDays, removeSecret, restoreSecret } from './secret-values';
import { evenSo, underWay, underWayInWords } from './under-way';

interface Removing extends DryRun {
  provider: string;
  family: ApiFamily;
}

/** Whose they were need not stand in the tenant’s file any more. */
const owner = [
  oneProvider,
  new Option('-f, --family <family>', apiFamilies.join(', ')).argParser(oneOf(apiFamilies)).makeOptionMandatory(),
];
const ofOwner = ({ provider, family }: Removing) => ({ providers: [provider], about: { family } });

/** Commands that end what is stored, and have it back. */
export const removeCommands: readonly CommandOf<never>[] = [
  command({
    name: 'remove',
    about: `End what is stored for a Solution Provider that was taken away; it can be had back for ${recoveryDays} days`,
    options: [...owner, evenSo, dryRun],
    changes: ofOwner,
    requires: notServed,
    act: remove,
  }),
  command({
    name: 'restore',
    about: 'Have back what was removed',
    options: [...owner, dryRun],
    changes: ofOwner,
    act: restore,
  }),
];

async function remove(deployment: Deployment, options: Removing & { evenSo: boolean }): Promise<Answer> {
  const { provider, family, dryRun: isDryRun, evenSo: isForced } = options;
  const owned = { provider, family };
  const before = await stateOf(deployment, owned);
  const name = secretId(deployment, owned);
  if (before.removedAt !== undefined) throw new Refusal(`${name} was removed already, ${before.removedAt}.`);
  if (before.changedAt === undefined) throw new Refusal(`There is no secret ${name}.`);
  const open = underWayInWords(await underWay(deployment, provider));
  if (open.length > 0 && !isForced)
    throw new Refusal(
      `${provider} has work under way (${open.join(', ')}). Wait for its end, or say --even-so. Nothing was changed.`,
    );
  if (isDryRun) return answerOf(owned, `${name} would be removed, for good after ${recoveryDays} days.`, true);
  const goneAt = await removeSecret(deployment, name);
  const until = goneAt === undefined ? '' : ` until ${goneAt.toISOString()}`;
  const { tenant } = deployment.tenant;
  const back = `npx gateway credentials restore --tenant ${tenant} --provider ${provider} --family ${family}`;
  return {
    ...answerOf(owned, `${name} is removed. It can be had back${until}: ${back}`, false),
    changed: { before: { current: before.current, next: before.next } },
  };
}

/** @throws Refusal while the tenant’s file has it */
function notServed({ tenant }: Deployment, { provider, family }: Owner): void {
  const isServed = tenant.solutionProviders.some(({ id, families }) => id === provider && families.includes(family));
  if (isServed)
    throw new Refusal(
      `${tenant.tenant} states ${family} of ${provider}, whose calls would all fail: take it out of the file and deploy first (docs/operating.md).`,
    );
}

async function restore(deployment: Deployment, { provider, family, dryRun: isDryRun }: Removing): Promise<Answer> {
  const owned = { provider, family };
  const name = secretId(deployment, owned);
  const { removedAt } = await stateOf(deployment, owned);
  if (removedAt === undefined)
    throw new Refusal(`${name} was not removed, or is gone for good: see \`gateway credentials list\`.`);
  if (isDryRun) return answerOf(owned, `${name} would be had back; it was removed ${removedAt}.`, true);
  await restoreSecret(deployment, name);
  const { current, next } = await stateOf(deployment, owned);
  return { ...answerOf(owned, `${name} is there again.`, false), changed: { after: { current, next } } };
}

const answerOf = (owned: Owner, text: string, isDryRun: boolean): Answer => ({ text, data: { ...owned, isDryRun } });
