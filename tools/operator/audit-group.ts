import { InvalidArgumentError, Option } from 'commander';
import { Problem } from '#domain/problems/problems';
import { auditEntrySchema, operatorsChain, valuePlace, type AuditEntry } from '#platform/audit/entry';
import { entriesOf, verifyChain, type ChainEnd, type VerifiedChain } from '#platform/audit/verify';
import type { Fingerprints } from '#platform/data-keys/fingerprints';
import { exitCodes, type Answer } from './answer';
import { alsoProviders, beginAnewCommand } from './audit-begin-anew';
import { auditStores } from './audit-stores';
import { command, type Group } from './command-line';
import type { Deployment } from './deployment';
import { FunctionFailed } from './failures';

interface ListOptions {
  since?: string;
  provider?: string;
  actor?: string;
}
interface VerifyOptions {
  provider: string[];
  expect: Expected[];
}
type Expected = ChainEnd & { chain: string };

const timeOf = (given: string): string => {
  const at = Date.parse(given);
  if (Number.isNaN(at)) throw new InvalidArgumentError('It is a time, e.g. 2026-11-05 or 2026-11-05T15:00:00Z.');
  return new Date(at).toISOString();
};

const endOf = (given: string, before: Expected[] = []): Expected[] => {
  const [, chain, sequence, mac] = /^([\w-]+)@(\d+):(\S+)$/.exec(given) ?? [];
  if (chain === undefined || sequence === undefined || mac === undefined)
    throw new InvalidArgumentError('It is an end as `audit verify` has shown it, e.g. 10067@12:1.abc…');
  return [...before, { chain, sequence: Number(sequence), mac }];
};

/** Who did what for which Solution Provider. */
export const auditGroup: Group = {
  name: 'audit',
  about: 'Who did what for which Solution Provider',
  commands: [
    command({
      name: 'list',
      about: 'What operators did, and what callers did that is sensitive, oldest first',
      options: [
        new Option('--since <time>', 'from then on, in UTC').argParser(timeOf),
        new Option('-p, --provider <id>', 'for this Solution Provider'),
        new Option(
          '-a, --actor <who>',
          'an operator’s ARN or its end, a client’s id, or what a caller sent as x-actor',
        ),
      ],
      changes: 'nothing',
      act: list,
    }),
    command({
      name: 'verify',
      about: 'Say which entries were changed, are missing or stand in another’s place',
      options: [
        alsoProviders,
        new Option('--expect <end...>', 'ends that an earlier run has shown, and that must still be there')
          .argParser(endOf)
          .default([]),
      ],
      changes: 'nothing',
      act: verify,
    }),
    beginAnewCommand,
  ],
};

async function list(deployment: Deployment, { since = '', provider, actor }: ListOptions): Promise<Answer> {
  const { table, fingerprints } = await auditStores(deployment);
  const providers = provider === undefined ? deployment.tenant.solutionProviders.map(({ id }) => id) : [provider];
  const found: AuditEntry[] = [];
  for (const chain of [operatorsChain, ...providers]) {
    for await (const item of entriesOf(table, chain)) {
      const entry = auditEntrySchema.safeParse(item).data;
      if (!entry || entry.at < since) continue;
      if (provider !== undefined && !entry.solutionProviders.includes(provider)) continue;
      if (actor === undefined || (await isBy(fingerprints, entry, actor))) found.push(entry);
    }
  }
  const data = found.toSorted((a, b) => a.at.localeCompare(b.at));
  return { text: data.map(lineOf).join('\n') || 'Nothing is in it.', data };
}

const isBy = async (fingerprints: Fingerprints, { actor, hashes }: AuditEntry, wanted: string): Promise<boolean> => {
  if (actor === wanted || actor === `client:${wanted}` || actor.endsWith(`/${wanted}`)) return true;
  const { person } = hashes;
  if (person === undefined) return false;
  return fingerprints.matches(person, wanted, valuePlace).catch((error: unknown) => {
    // Its key is lost: nobody can tell.
    if (error instanceof Problem) return false;
    throw error;
  });
};

const lineOf = ({ at, actor, action, phase, solutionProviders, about, chain, sequence }: AuditEntry): string => {
  const facts = Object.entries(about).map(([name, value]) => `${name}=${value}`);
  const whom = solutionProviders.join(',') || '-';
  return [at, `${chain}@${sequence}`, actor, action, phase, whom, ...facts].join('  ');
};

async function verify(deployment: Deployment, { provider, expect }: VerifyOptions): Promise<Answer> {
  const { table, fingerprints } = await auditStores(deployment);
  const ids = deployment.tenant.solutionProviders.map(({ id }) => id);
  const chains = [...new Set([operatorsChain, ...ids, ...provider, ...expect.map(({ chain }) => chain)])];
  const verified: VerifiedChain[] = [];
  try {
    for (const chain of chains) {
      const expected = expect.filter((one) => one.chain === chain);
      verified.push(await verifyChain(table, fingerprints, chain, expected));
    }
  } catch (error) {
    if (error instanceof Problem)
      throw new FunctionFailed(`The table or the audit’s key cannot be read: ${error.message}`);
    throw error;
  }
  const isInOrder = verified.every(({ flaws }) => flaws.length === 0);
  return {
    text: verified.flatMap(linesOf).join('\n'),
    data: { isInOrder, chains: verified },
    exitCode: isInOrder ? exitCodes.done : exitCodes.notInOrder,
  };
}

const linesOf = ({ chain, entries, end, known, flaws }: VerifiedChain): string[] => [
  `${chain}  ${entries} entries  ${flaws.length === 0 ? 'in order' : 'NOT in order'}${end ? `  ${chain}@${end.sequence}:${end.mac}` : ''}`,
  ...[...known, ...flaws].map(({ kind, what }) => `  ${kind}: ${what}`),
];
