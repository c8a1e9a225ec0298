import * as z from 'zod';
import { judge } from '#att/judge';
import { asStated } from '#domain/contract/as-stated';
import type { AnswerStatement } from '#domain/contract/statement';
import { defineOperation, type Operation } from '#domain/define-operation';
import { keepAnswer } from '#requests/kept-answer';
import { contextOf } from '#requests/read-back';
import type { ReconcilerDependencies } from '#requests/reconcile';
import type { RequestRecord } from '#requests/request-record';
import { wireAnswer } from '../../support/fakes';
import { writeThing } from '../../support/operations';
import type { reconcilerWorld } from './reconciler-world';

type World = Awaited<ReturnType<typeof reconcilerWorld>>;

/** A write that makes something, in the shape the tenant states. */
export const makeThing = defineOperation({
  ...writeThing,
  id: 'make-thing',
  response: z.looseObject({ id: z.string() }),
  binding: { ...writeThing.binding, idAt: '/id', statusAt: '/state' },
});
export const stated = (answer: Partial<AnswerStatement>): Operation =>
  asStated({
    'make-thing': {
      request: { members: {}, secretMembers: [] },
      answer: { members: { '/id': '/thing/no', '/state': '/thing/word' }, ...answer },
    },
  })(makeThing);
export const wrong = stated({ done: [{ '/outcome': ['DONE'] }], refused: [{ '/outcome': ['NO'] }] });
export const corrected = stated({ done: [{ '/verdict': ['FINE'] }], refused: [{ '/verdict': ['BAD'] }] });

export const fine = { verdict: 'FINE', thing: { no: '7700000100000000207', word: 'BEGUN' } };
export const bad = { verdict: 'BAD', message: 'No such plan' };

/** The reconciler of a deployment with one operation, or without it. */
export const ruledBy = (world: World, operation: Operation | undefined): ReconcilerDependencies => ({
  ...world.deps,
  operationOf: () => operation,
});

interface Left {
  operation?: Operation;
  answer: object | string;
  status?: number;
  isCut?: true;
  outcome?: 'unknown' | 'needs-attention';
  name?: string;
}

/** A record of a write whose answer nobody could judge. */
export const left = async (
  world: World,
  { operation = wrong, answer, status = 200, isCut, outcome = 'unknown', name }: Left,
): Promise<RequestRecord> => {
  const record = await world.claimed({ operation: operation.id, ...(name !== undefined && { name }) });
  const result = { answer: wireAnswer(status, answer), verdict: judge(operation.success, wireAnswer(status, answer)) };
  const kept = await keepAnswer(world.deps.answerCipher, contextOf(operation, record), result, record.requestId);
  const upstreamAnswer = kept && { ...kept, ...(isCut && { isCut }) };
  await world.requests.transition(record, { outcome: 'unknown', evidence: 'AT&T answered.', upstreamAnswer });
  if (outcome === 'needs-attention')
    await world.requests.transition(await world.found(record), { outcome, evidence: 'Nobody can tell.' });
  return world.found(record);
};
