import * as z from 'zod';
import { ask, type AskPorts } from '#drift/ask';
import { ofNumber } from '#drift/look';
import { timestampOf } from '#domain/timestamp';
import type { PolledRead, Question, ReadOperation } from '#domain/define-operation';
import type { PollBudget } from '#polling/poll-budget';
import { pollRequestOf, type KnownFacts } from '#polling/polled-read';
import type { PollTarget } from '#polling/poll-job';
import type { WriteEffects } from '#requests/write-effects';

/** Which thing is to be read, by which operation. */
export const takeInSchema = z.strictObject({
  takeIn: z.strictObject({ solutionProvider: z.string(), readBy: z.string(), readId: z.string() }),
});
export type TakeIn = z.output<typeof takeInSchema>['takeIn'];

/** `recorded`: what AT&T shows is known now. `unknown-at-att`, `not-answered`, `later`: nothing was recorded. */
export const takenInSchema = z.enum(['recorded', 'unknown-at-att', 'not-answered', 'later']);
export type TakenIn = z.output<typeof takenInSchema>;

export interface TakeInDependencies extends AskPorts {
  reads: readonly ReadOperation[];
  budget: PollBudget;
  effects: Pick<WriteEffects, 'recordObservation'>;
  /** Time at AT&T. */
  now: () => number;
  findFacts: (target: PollTarget, read: PolledRead) => Promise<KnownFacts>;
}

/** Who makes the calls no client made. */
const takeInClientId = 'operator';

/**
 * Reads one thing at AT&T and records what it shows, as a partner’s own read of it would: it moves forward only, is told by event, and
 * is followed where it goes on. @throws for a read by which nothing is recorded
 */
export const takeIn = async (
  deps: TakeInDependencies,
  { solutionProvider, readBy, readId }: TakeIn,
): Promise<TakenIn> => {
  const read = deps.reads.find(({ id, polled, line }) => id === readBy && (polled ?? line) !== undefined);
  if (!read) throw new Error(`Nothing is recorded by ${readBy}.`);
  if (!deps.bindingOf(read)) throw new Error(`${readBy} is not bound: AT&T cannot be asked.`);
  if (!(await deps.budget.take(solutionProvider))) return 'later';
  const request = await questionOf(deps, read, solutionProvider, readId);
  const askedAt = timestampOf(deps.now());
  const shown = await ask(deps, read, request, solutionProvider);
  if (shown.is !== 'shown') return shown.is === 'none' ? 'unknown-at-att' : 'not-answered';
  await deps.effects.recordObservation(
    { operation: read, request, solutionProvider, clientId: takeInClientId, askedAt },
    shown.answer,
  );
  return 'recorded';
};

const questionOf = async (
  { findFacts }: TakeInDependencies,
  read: ReadOperation,
  solutionProvider: string,
  id: string,
): Promise<Question> => {
  const { polled } = read;
  if (!polled) return ofNumber(id);
  const polledRead: PolledRead = { ...read, polled };
  const { kind, queryFacts } = polled;
  return pollRequestOf(polledRead, id, queryFacts ? await findFacts({ solutionProvider, kind, id }, polledRead) : {});
};
