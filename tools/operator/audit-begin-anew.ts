import { randomUUID } from 'node:crypto';
import { Option } from 'commander';
import { createAppendAudit } from '#platform/audit/append';
import { digestWith } from '#platform/audit/chain-digest';
import { begunAnew, macPlace, operatorsChain } from '#platform/audit/entry';
import { entriesOf, placeOf, verifyChain, type ChainEnd } from '#platform/audit/verify';
import type { Answer } from './answer';
import { auditStores, type AuditStores } from './audit-stores';
import { operatorOf } from './audited';
import { command } from './command-line';
import { keysOfBefore, newKey, restoreKeys, storeAllKeys, storedKeys } from './data-key-secrets';
import type { Deployment } from './deployment';
import { dryRun, type DryRun } from './dry-run';
import { Refusal } from './failures';
import type { Session } from './session';

export const alsoProviders = new Option(
  '-p, --provider <id...>',
  'also of Solution Providers that are not in the tenant’s file any more',
).default([]);

interface BeginAnew extends DryRun {
  provider: string[];
}

/** Has the audit go on after a key of it is lost. */
export const beginAnewCommand = command({
  name: 'begin-anew',
  about:
    'Where a key of the audit is lost for good: make one if there is none, and say in each chain what cannot be proven any more',
  options: [alsoProviders, dryRun],
  changes: () => ({ mendsAudit: true }),
  act: beginAnew,
});

async function beginAnew(
  deployment: Deployment,
  { provider, dryRun: isDryRun }: BeginAnew,
  { now }: Session,
): Promise<Answer> {
  const hasKey = await hasOnlyLostOthers(deployment, isDryRun);
  if (!hasKey && isDryRun)
    return {
      text: 'A new key would be made, and every chain begun anew behind what stands there.',
      data: { isDryRun },
    };
  if (!hasKey) await storeAllKeys(deployment, 'audit', { ...newKey(now()), previous: {} });
  const stores = await auditStores(deployment);
  const chains = [operatorsChain, ...deployment.tenant.solutionProviders.map(({ id }) => id), ...provider];
  const begun: (ChainEnd & { chain: string })[] = [];
  for (const chain of new Set(chains)) {
    const { end, withoutKey } = await verifyChain(stores.table, stores.fingerprints, chain);
    if (!end || withoutKey === 0) continue;
    if (!isDryRun) await link(deployment, stores, chain, end);
    begun.push({ chain, ...end });
  }
  if (hasKey && begun.length === 0)
    throw new Refusal('Every entry is signed with a key that is there, or an entry says that its key is lost.');
  const lines = begun.map(
    ({ chain, sequence }) => `${chain}  ${isDryRun ? 'would go' : 'goes'} on behind entry ${sequence}`,
  );
  const next = `Look at what cannot be proven, and note the ends: npx gateway audit verify --tenant ${deployment.tenant.tenant}`;
  return { text: [...(hasKey ? [] : ['A new key is in use.']), ...lines, next].join('\n'), data: { isDryRun, begun } };
}

/**
 * Whether there is a key to sign with.
 * @throws Refusal where Secrets Manager still has one that is not in use or beside it
 */
const hasOnlyLostOthers = async (deployment: Deployment, isDryRun: boolean): Promise<boolean> => {
  if (!isDryRun && !(await storedKeys(deployment, 'audit'))) await restoreKeys(deployment, 'audit');
  const stored = await storedKeys(deployment, 'audit');
  const there = stored ? [stored.secret.keyId, ...Object.keys(stored.secret.previous)] : [];
  const left = Object.keys(await keysOfBefore(deployment, 'audit')).filter((id) => !there.includes(id));
  if (left.length === 0) return stored !== undefined;
  throw new Refusal(
    `Secrets Manager still has ${left.join(', ')}: \`gateway keys recover audit\`. Nothing was begun anew.`,
  );
};

/** Says in a chain that what stands there cannot all be proven, and what stands there. */
const link = async (
  deployment: Deployment,
  { table, fingerprints }: AuditStores,
  chain: string,
  end: ChainEnd,
): Promise<void> => {
  let digest = '';
  for await (const item of entriesOf(table, chain)) {
    if (placeOf(item) > end.sequence) break;
    digest = digestWith(digest, item);
  }
  await createAppendAudit(table, fingerprints)(chain, {
    ...{ id: `begun anew ${randomUUID()}`, at: new Date().toISOString(), actor: await operatorOf(deployment) },
    ...{ action: begunAnew, phase: 'done', solutionProviders: chain === operatorsChain ? [] : [chain] },
    about: { upTo: String(end.sequence) },
    hashes: { unproven: await fingerprints.of(digest, macPlace(chain)) },
  });
};
