import { timestampOf } from '#domain/timestamp';
import * as z from 'zod';
import { comparedThings, differenceItem, differenceSchema, type Difference } from '#drift/difference';
import { driftFindings, driftRuns } from '#platform/table/keys';
import { and, equals, itemNotExists, notExists } from '#platform/table/conditions';
import type { Item, Table } from '#platform/table/table';

/** A going through of all that is known of a Solution Provider’s; what a later call goes on with. */
export const driftRunSchema = z.object({
  solutionProvider: z.string(),
  startedAt: z.iso.datetime(),
  /** Absent while it goes on. */
  finishedAt: z.iso.datetime().optional(),
  /** What is gone through now, and the key of the last that was done with. */
  of: z.enum(comparedThings),
  after: z.record(z.string(), z.unknown()).optional(),
  /** Things gone through, questions to AT&T, and those that got no answer which tells anything. */
  things: z.int(),
  asked: z.int(),
  missed: z.int(),
  /** Of what is found, how much. */
  differences: z.int(),
  revision: z.int(),
});
export type DriftRun = z.output<typeof driftRunSchema>;

export interface DifferencePage {
  differences: Difference[];
  next?: Item;
}

/** Runs and what they found, in the table. @throws Problem `service-unavailable` */
export interface DriftStore {
  /** The one that was begun last. */
  latest(solutionProvider: string): Promise<DriftRun | undefined>;
  /** False when somebody else was faster. */
  begin(run: DriftRun): Promise<boolean>;
  /** The run, unless somebody else goes on with it; undefined then. */
  save(run: DriftRun): Promise<DriftRun | undefined>;
  /** False when the run has it already. */
  keep(run: DriftRun, difference: Difference): Promise<boolean>;
  found(run: Pick<DriftRun, 'solutionProvider' | 'startedAt'>, limit: number, after?: Item): Promise<DifferencePage>;
}

export const createDriftStore = (table: Pick<Table, 'put' | 'query'>): DriftStore => ({
  latest: async (solutionProvider) => {
    const { items } = await table.query({
      partition: driftRuns.key.partitionOf({ solutionProvider }),
      sort: { startsWith: driftRuns.key.sortPrefix },
      limit: 1,
      descending: true,
      isConsistent: true,
    });
    return items[0] && driftRunSchema.parse(items[0]);
  },
  begin: (run) => table.put(itemOf(run), itemNotExists),
  save: async (run) => {
    const next = { ...run, revision: run.revision + 1 };
    const isOurs = and(equals('revision', run.revision), notExists('finishedAt'));
    return (await table.put(itemOf(next), isOurs)) ? next : undefined;
  },
  keep: ({ startedAt }, difference) => table.put(differenceItem(difference, startedAt), itemNotExists),
  found: async ({ solutionProvider, startedAt }, limit, after) => {
    const page = await table.query({
      partition: driftFindings.key.partitionOf({ solutionProvider }),
      sort: { startsWith: `${driftFindings.key.sortPrefix}${startedAt}#` },
      limit,
      after,
    });
    return {
      differences: page.items.map((item) => differenceSchema.parse(item)),
      ...(page.next && { next: page.next }),
    };
  },
});

const itemOf = (run: DriftRun): Item => ({
  ...driftRuns.key.of(run),
  ...run,
  expiresAt: driftRuns.lifetime.expiresAt(Date.parse(run.startedAt)),
});

/** A run that has done nothing yet. */
export const newRun = (solutionProvider: string, nowMs: number): DriftRun => ({
  solutionProvider,
  startedAt: timestampOf(nowMs),
  of: comparedThings[0],
  things: 0,
  asked: 0,
  missed: 0,
  differences: 0,
  revision: 1,
});
