import { randomUUID } from 'node:crypto';
import type { AttClient } from '#att/client';
import type { BoundBinding } from '#att/upstream-request';
import type { Question, ReadOperation } from '#domain/define-operation';
import { Problem } from '#domain/problems/problems';
import { isKeptFromAtt } from '#domain/restriction';
import type { RestrictionOf } from '#platform/restrictions';

/** What AT&T showed. `none`: that it has no such thing. `missed`: nothing that tells, this time. */
export type Shown = { is: 'shown'; answer: unknown } | { is: 'none' } | { is: 'missed' };

export interface AskPorts {
  att: Pick<AttClient, 'call'>;
  /** Where AT&T serves the read; undefined where it is not bound. */
  bindingOf: (read: ReadOperation) => BoundBinding | undefined;
  restrictionOf: RestrictionOf;
  /** The real time: deadlines go by it. */
  wireNow: () => number;
}

/** How long a read may take, with its repeats. */
const budgetMs = 20_000;

/** Asks AT&T by a read on the gateway’s own account, unless the Solution Provider is disabled. Never throws for what AT&T does or what is wrong with the credentials. */
export const ask = async (
  { att, bindingOf, restrictionOf, wireNow }: AskPorts,
  read: ReadOperation,
  request: Question,
  solutionProvider: string,
): Promise<Shown> => {
  const binding = bindingOf(read);
  if (!binding || isKeptFromAtt(await restrictionOf(solutionProvider), false)) return { is: 'missed' };
  const callId = `drift_${randomUUID()}`;
  const trace = { traceId: callId, transactionId: randomUUID() };
  const deadline = wireNow() + budgetMs;
  try {
    const result = await att.call({ operation: read, binding, request, solutionProvider, trace, callId, deadline });
    if (result.answer === undefined) return { is: 'missed' };
    const { answer, verdict } = result;
    if (verdict.outcome === 'succeeded') return verdict.isNone ? { is: 'none' } : { is: 'shown', answer: verdict.body };
    return { is: verdict.outcome === 'rejected' && answer.status === 404 ? 'none' : 'missed' };
  } catch (error) {
    if (error instanceof Problem) return { is: 'missed' };
    throw error;
  }
};
