import { InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { and, equals, itemNotExists, lessThan, oneOf, or, type Condition } from '#platform/table/conditions';
import { requestRecords } from '#platform/table/keys';
import { createTable, type Item, type Key, type Table } from '#platform/table/table';
import { isFinalOutcome, requestOutcomes } from '#requests/request-outcome';
import { isLockKey, lockKeys, takenWith } from '#tracking/long-running/unique-locks';
import { exitCodes, type Answer } from './answer';
import { command } from './command-line';
import { tableNameOf, type Deployment } from './deployment';
import { dryRun, type DryRun } from './dry-run';
import { Refusal } from './failures';
import { restrictionsOf } from './restrictions';
import type { Session } from './session';
import { withTable } from './table';

interface CarryingOver extends DryRun {
  from: string;
  since: string;
}

const time = (given: string): string => {
  const parsed = Date.parse(given);
  if (Number.isNaN(parsed)) throw new InvalidArgumentError('It is a time, e.g. 2026-11-05T09:00:00Z.');
  return new Date(parsed).toISOString();
};

/** After a table was restored to an earlier time: what AT&T was asked since then is known again, so that no repeat asks it once more. */
export const carryOverCommand = command<CarryingOver>({
  name: 'carry-over',
  about:
    'Have the records of writes from the table that was in use before this one was restored, so that no repeat of theirs is sent again',
  options: [
    new Option('--from <table>', 'the table that was in use before').makeOptionMandatory(),
    new Option('--since <time>', 'begun then or later: a day before the time the table was restored to')
      .argParser(time)
      .makeOptionMandatory(),
    dryRun,
  ],
  changes: ({ from, since }) => ({ about: { from, since } }),
  act: carryOver,
});

/** How many there are of each; `unreadable`: a record that no function could read, which stays where it is. */
const nothingYet = { records: 0, alreadyThere: 0, tracked: 0, unreadable: 0 };
type Counts = typeof nothingYet;

interface Tables {
  before: Table;
  now: Table;
  isDryRun: boolean;
}

async function carryOver(
  deployment: Deployment,
  { from, since, dryRun: isDryRun }: CarryingOver,
  { progress }: Session,
): Promise<Answer> {
  const providers = deployment.tenant.solutionProviders.map(({ id }) => id);
  if (from === (await tableNameOf(deployment))) throw new Refusal(`${from} is the table that is in use now.`);
  await requireRestricted(deployment, providers);
  const counts = { ...nothingYet };
  await withTable(deployment, async (now) => {
    const tables = { before: createTable(deployment.aws.dynamoDb, from), now, isDryRun };
    for (const provider of providers) {
      progress(`${provider}: records since ${since}…`);
      await carryRecords(tables, provider, since, counts);
    }
  });
  const done = isDryRun ? 'would be carried over' : 'carried over';
  const text = [
    `records ${done}: ${counts.records}, with ${counts.tracked} things they are about; already there: ${counts.alreadyThere}`,
    ...(counts.unreadable > 0
      ? [`records that cannot be read, and stay in ${from}: ${counts.unreadable}. Their keys would be sent again.`]
      : []),
  ];
  return {
    text: text.join('\n'),
    data: { ...counts, from, since, isDryRun },
    ...(counts.unreadable > 0 && { exitCode: exitCodes.notInOrder }),
    ...(!isDryRun && { changed: { after: counts } }),
  };
}

/** @throws Refusal where a key that is not known yet could be sent again in this moment */
const requireRestricted = async (deployment: Deployment, providers: readonly string[]): Promise<void> => {
  const restricted = await restrictionsOf(deployment);
  const open = providers.filter((id) => restricted[id] === undefined);
  if (open.length > 0)
    throw new Refusal(
      `${open.join(', ')} may be written for, so that a repeat could be sent again meanwhile: npx gateway sp read-only first. Nothing was changed.`,
    );
};

const perPage = 100;

const carryRecords = async (tables: Tables, solutionProvider: string, since: string, counts: Counts): Promise<void> => {
  let after: Item | undefined;
  do {
    const page = await tables.before.query({
      index: 'list',
      partition: requestRecords.list.partitionOf({ solutionProvider }),
      sort: { from: since, to: '~' },
      limit: perPage,
      after,
    });
    for (const item of page.items) await carryRecord(tables, item, counts);
    after = page.next;
  } while (after !== undefined);
};

/** What has to be known of a record; all of it is carried over as it stands. */
const recordSchema = z.looseObject({
  pk: z.string(),
  sk: z.string(),
  requestId: z.string(),
  owner: z.string(),
  outcome: z.enum(requestOutcomes),
  startedAt: z.iso.datetime(),
  tracked: z.object({ pk: z.string(), sk: z.string() }).optional(),
});
type StandingRecord = z.output<typeof recordSchema>;

const openOutcomes = requestOutcomes.filter((one) => !isFinalOutcome(one));

/** There is none, or one of an earlier claim, or the same without the outcome that it has got since. */
const unlessKnown = ({ startedAt, owner, outcome }: StandingRecord): Condition =>
  or(
    itemNotExists,
    lessThan('startedAt', startedAt),
    isFinalOutcome(outcome) ? and(equals('owner', owner), oneOf('outcome', openOutcomes)) : undefined,
  );

const isKnown = (standing: Item | undefined, record: StandingRecord): boolean => {
  const known = recordSchema.safeParse(standing).data;
  if (!known || known.startedAt < record.startedAt) return false;
  return !(known.owner === record.owner && isFinalOutcome(record.outcome) && !isFinalOutcome(known.outcome));
};

const carryRecord = async (tables: Tables, item: Item, counts: Counts): Promise<void> => {
  const { data: record } = recordSchema.safeParse(item);
  if (!record) {
    counts.unreadable += 1;
    return;
  }
  const { pk, sk } = record;
  if (isKnown(await tables.now.get({ pk, sk }), record)) {
    counts.alreadyThere += 1;
    return;
  }
  // First, so that its outcome is applied to what waits for it.
  for (const about of await aboutIn(tables, record)) {
    if (!tables.isDryRun) await tables.now.put(about);
    counts.tracked += 1;
  }
  if (!tables.isDryRun && !(await tables.now.put(item, unlessKnown(record)))) counts.alreadyThere += 1;
  else counts.records += 1;
};

/** What a record is about, as it stood before, where less is known of it now: a key that only one may have, or a thing that is tracked. */
const aboutIn = async ({ before, now }: Tables, { tracked, requestId }: StandingRecord): Promise<Item[]> => {
  if (!tracked) return [];
  const item = await before.get(tracked);
  if (!item) return [];
  if (isLockKey(tracked)) {
    const taken = takenWith(tracked, item, requestId);
    const locks = await Promise.all((taken ? lockKeys(taken.locked) : []).map((key) => before.get(key)));
    return locks.filter((lock) => lock !== undefined);
  }
  return (await isNewer(now, tracked, item)) ? [item] : [];
};

const changedAt = z.looseObject({ updatedAt: z.iso.datetime() });

const isNewer = async (now: Table, key: Key, item: Item): Promise<boolean> => {
  const standing = await now.get(key);
  if (!standing) return true;
  const [was, is] = [changedAt.safeParse(standing).data, changedAt.safeParse(item).data];
  return was !== undefined && is !== undefined && was.updatedAt < is.updatedAt;
};
