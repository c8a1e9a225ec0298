import { stringify } from 'csv-stringify/sync';
import { Option } from 'commander';
import { driftListSchema, type DriftList } from '#drift/answer-operator';
import { comparedThings, differenceKinds, type Difference } from '#drift/difference';
import { driftReportName } from '#drift/drift-report-name';
import { takenInSchema } from '#drift/take-in';
import { statusPollerName } from '../../lib/names';
import { exitCodes, type Answer } from './answer';
import { command, oneOf, type Group } from './command-line';
import type { Deployment } from './deployment';
import { proposedAction } from './drift-actions';
import { dryRun, type DryRun } from './dry-run';
import { invoke } from './invoke';
import { oneProvider, perhapsOneProvider, providersMeant, statedProvider, type OfProviders } from './providers';

/** Where the two views differ. */
export const driftReportCommand = command<Wanted>({
  name: 'drift',
  about: 'Where what is known here differs from what AT&T shows, with what to do of each',
  options: [
    perhapsOneProvider,
    new Option('--of <kind>', 'of things of this kind alone').argParser(oneOf(comparedThings)),
    new Option('--what <difference>', 'this kind of difference alone').argParser(oneOf(differenceKinds)),
    new Option('--id <id>', 'of this thing alone'),
    new Option('--csv', 'for a spreadsheet').default(false),
  ],
  changes: 'nothing',
  act: report,
});

/** What is known here beside what AT&T shows. */
export const driftGroup: Group = {
  name: 'drift',
  about: 'What is known here beside what AT&T shows',
  commands: [
    command({
      name: 'run',
      about: 'Begin a comparison at once, besides that of the day; nothing of partners is changed',
      options: [perhapsOneProvider, dryRun],
      // It takes of the polls that a minute has, and replaces what the comparison of the day has found.
      changes: ({ provider }: OfProviders) => ({ ...(provider !== undefined && { providers: [provider] }) }),
      requires: providersMeant,
      act: run,
    }),
    command({
      name: 'take-in',
      about: 'Read one thing at AT&T and record what it shows, as a partner’s own read would',
      options: [
        oneProvider,
        new Option('--read <operation>', 'by which operation it is read').makeOptionMandatory(),
        new Option('--id <id>', 'the id it is read by').makeOptionMandatory(),
        dryRun,
      ],
      changes: ({ provider, read, id }: TakingIn) => ({
        ...{ providers: [provider], about: { read } },
        personal: { id },
      }),
      requires: statedProvider,
      act: takeIn,
    }),
  ],
};

const listOf = async (deployment: Deployment, solutionProvider: string): Promise<DriftList> => {
  const found: Difference[] = [];
  let page: DriftList | undefined;
  do {
    // Of the same run, should another be begun between two pages.
    const { next: after, run: begun } = page ?? {};
    const list = { solutionProvider, after, startedAt: begun?.startedAt };
    page = driftListSchema.parse(await invoke(deployment, driftReportName, { list }));
    found.push(...page.differences);
  } while (page.next);
  return { ...page, differences: found };
};

type Wanted = OfProviders & Partial<Pick<Difference, 'of' | 'what' | 'id'>> & { csv: boolean };

async function report(deployment: Deployment, options: Wanted): Promise<Answer> {
  const lists = await Promise.all(
    providersMeant(deployment, options).map(async (id) => [id, await listOf(deployment, id)] as const),
  );
  const { of, what, id } = options;
  const isWanted = (one: Difference): boolean =>
    (of === undefined || one.of === of) &&
    (what === undefined || one.what === what) &&
    (id === undefined || one.id === id);
  const differences = lists.flatMap(([, list]) =>
    list.differences.filter(isWanted).map((one) => ({ ...one, action: proposedAction(deployment.tenant.tenant, one) })),
  );
  const runs = lists.map(([solutionProvider, list]) => ({ solutionProvider, ...list.run }));
  const inOrder = differences.length === 0 && lists.every(([, list]) => list.run !== undefined);
  const text = options.csv ? csvOf(differences) : [...differences.map(lineOf), ...lists.map(summaryOf)].join('\n');
  return { text, data: { runs, differences }, ...(!inOrder && { exitCode: exitCodes.notInOrder }) };
}

type Row = Difference & { action: string };

const columns = [
  'solutionProvider',
  'what',
  'of',
  'id',
  'here',
  'att',
  'members',
  'readBy',
  'readId',
  'seenAt',
  'action',
] as const;

/** What begins as a formula would, a spreadsheet takes for text. */
const csvOf = (rows: readonly Row[]): string =>
  stringify(
    rows.map((row) => ({ ...row, members: row.members?.join(' ') })),
    { header: true, columns: [...columns], escape_formulas: true },
  ).trimEnd();

const lineOf = ({ solutionProvider, what, of, id, here, att, members, action }: Row): string => {
  const views = [here !== undefined && `here: ${here}`, att !== undefined && `AT&T: ${att}`, members?.join(', ')];
  return [solutionProvider, what, `${of} ${id}`, ...views.filter(Boolean), `\n    ${action}`].join('  ');
};

const summaryOf = ([solutionProvider, { run: begun, differences }]: readonly [string, DriftList]): string => {
  if (!begun) return `${solutionProvider}: nothing was compared yet.`;
  const { startedAt, finishedAt, things, asked, missed } = begun;
  const until = finishedAt === undefined ? 'and is under way' : `until ${finishedAt}`;
  return `${solutionProvider}: ${differences.length} differences among ${things} things, since ${startedAt} ${until}; AT&T was asked ${asked} times, and did not say ${missed} times.`;
};

async function run(deployment: Deployment, options: OfProviders & DryRun): Promise<Answer> {
  const solutionProviders = providersMeant(deployment, options);
  if (options.dryRun) {
    const lists = await Promise.all(solutionProviders.map(async (id) => [id, await listOf(deployment, id)] as const));
    const text = ['Would be compared; until now:', ...lists.map(summaryOf)].join('\n');
    const runs = lists.map(([solutionProvider, list]) => ({ solutionProvider, ...list.run }));
    return { text, data: { isDryRun: true, runs } };
  }
  const data = await invoke(deployment, driftReportName, { run: { solutionProviders } });
  const lines = Object.entries(data as Record<string, string>).map(([id, how]) => `${id}: ${how}`);
  return { text: lines.join('\n'), data };
}

interface TakingIn extends DryRun {
  provider: string;
  read: string;
  id: string;
}

async function takeIn(
  deployment: Deployment,
  { provider: solutionProvider, read: readBy, id: readId, dryRun: isDryRun }: TakingIn,
): Promise<Answer> {
  if (isDryRun) {
    const { differences } = await listOf(deployment, solutionProvider);
    const known = differences.filter((one) => one.readBy === readBy && one.readId === readId);
    const rows = known.map((one) => ({ ...one, action: proposedAction(deployment.tenant.tenant, one) }));
    const said = `${readBy} ${readId} would be read at AT&T, and what it shows recorded. Differences that the last comparison found: ${rows.length}`;
    return { text: [said, ...rows.map(lineOf)].join('\n'), data: { isDryRun, differences: rows } };
  }
  const event = { takeIn: { solutionProvider, readBy, readId } };
  const data = takenInSchema.parse(await invoke(deployment, statusPollerName, event));
  return { text: sayings[data], data, ...(data !== 'recorded' && { exitCode: exitCodes.notInOrder }) };
}

const sayings = {
  recorded: 'What AT&T shows is known here now.',
  'unknown-at-att': 'AT&T says that it has no such thing; nothing was recorded.',
  'not-answered': 'AT&T did not say; nothing was recorded.',
  later: 'AT&T is asked as often as it may be in a minute; nothing was recorded. Try again in a minute.',
};
