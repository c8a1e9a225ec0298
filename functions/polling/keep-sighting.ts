import * as z from 'zod';
import { checkQuestion } from '#api/parse-request';
import type { ApiFamily, ReadOperation } from '#domain/define-operation';
import { Problem } from '#domain/problems/problems';
import type { LogFacts } from '#platform/log';
import type { Observability } from '#platform/observability';
import type { Table } from '#platform/table/table';
import { newSightingItem } from '#polling/sighting';
import type { CallContext } from '#requests/call-context';

const parameters = z.record(z.string(), z.string());

/** What the function of a read tells of what it was asked; nothing of AT&T’s answer. */
const seenSchema = z.strictObject({
  solutionProvider: z.string(),
  /** The read’s id. */
  operation: z.string(),
  path: parameters,
  query: parameters,
});
export type Seen = z.output<typeof seenSchema>;

export interface KeepingDependencies extends Pick<Observability, 'log'> {
  table: Pick<Table, 'put'>;
  /** By which something is recorded, and which reach AT&T. */
  reads: readonly ReadOperation[];
  /** Whether a Solution Provider is the tenant’s, and has credentials of the family. */
  isServed: (solutionProvider: string, family: ApiFamily) => boolean;
  /** Time at AT&T. */
  now: () => number;
}

/** In characters of names and values. API Gateway takes no longer address. */
const longestQuestion = 10_240;

/**
 * Puts the sighting of a read. Who tells of it is not believed: only that AT&T is to be asked what a read that records may ask, for a Solution
 * Provider that may ask it; all else of the item is worked out here. @throws Problem `service-unavailable`; Error for what no read leaves
 */
export const keepSighting = async (deps: KeepingDependencies, told: unknown): Promise<{ kept: true }> => {
  const judged = judge(deps, told);
  if ('failure' in judged) {
    deps.log.error('sighting-refused', judged);
    // An alarm hears of functions that fail.
    throw new Error('A read does not leave such a sighting.');
  }
  await deps.table.put(newSightingItem(judged, deps.now()));
  return { kept: true };
};

/** Why nothing is kept, and of what. What is not known here is not told: it may be anything. */
type Refusal = Pick<LogFacts, 'operation' | 'solutionProvider'> & { failure: string };

const judge = (
  { reads, isServed }: KeepingDependencies,
  told: unknown,
): Pick<CallContext, 'solutionProvider' | 'operation' | 'request'> | Refusal => {
  const seen = seenSchema.safeParse(told).data;
  if (!seen) return { failure: 'malformed' };
  const { solutionProvider, path, query } = seen;
  const operation = reads.find(({ id }) => id === seen.operation);
  if (!operation) return { failure: 'no-recording-read' };
  if (!isServed(solutionProvider, operation.family))
    return { failure: 'unknown-solution-provider', operation: operation.id };
  const known = { operation: operation.id, solutionProvider };
  const length = [path, query].flatMap((some) => Object.entries(some).flat()).join('').length;
  if (length > longestQuestion) return { failure: 'too-long', ...known };
  if (!isQuestionOf(operation, { path, query })) return { failure: 'not-of-the-operation', ...known };
  return { solutionProvider, operation, request: { path, query } };
};

const isQuestionOf = (operation: ReadOperation, question: Pick<Seen, 'path' | 'query'>): boolean => {
  try {
    checkQuestion(operation, question);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
};
