import { judge } from '#att/judge';
import { ownAnswer } from '#domain/contract/own-shape';
import { readsHidden } from '#domain/contract/reads-hidden';
import { textAt } from '#domain/json/json-pointer';
import { parseForeign } from '#domain/json/parse-json';
import { Problem, problemDocument } from '#domain/problems/problems';
import type { Cipher } from '#platform/data-keys/cipher';
import type { CallContext } from '#requests/call-context';
import { openAnswer } from '#requests/kept-answer';
import type { RequestRecord } from '#requests/request-record';
import type { Transition } from '#requests/request-store';
import type { WriteEffects } from '#requests/write-effects';

export interface JudgeOptions {
  answerCipher: Cipher;
  effects: Pick<WriteEffects, 'effectsOf'>;
}

/** What an answer decides, as if it had been judged so when it came, and AT&T’s status word in it. */
export type Decision = Transition & {
  outcome: 'succeeded' | 'rejected' | 'not-applied';
  evidence: string;
  statusWord?: string | undefined;
};

/**
 * Judges the kept answer of a record by the rules the operation has now. Undefined where none is kept, or it decides nothing:
 * one whose end is missing never does, nor one in which what the rules read is masked.
 * @throws Problem `service-unavailable`; Error when the key it was sealed with is gone
 */
export const judgeKeptAnswer = async (
  { answerCipher, effects }: JudgeOptions,
  context: CallContext,
  { requestId, upstreamAnswer }: RequestRecord,
): Promise<Decision | undefined> => {
  if (!upstreamAnswer || upstreamAnswer.isCut) return undefined;
  const { operation } = context;
  const { status } = upstreamAnswer;
  const text = await openAnswer(answerCipher, requestId, upstreamAnswer);
  const answer = parseForeign(text);
  if (answer !== undefined && readsHidden(operation, answer)) return undefined;
  const verdict = judge(operation.success, { status, headers: {}, text });
  const evidence = `AT&T’s answer was judged anew: ${verdict.outcome}.`;
  switch (verdict.outcome) {
    case 'succeeded':
      return {
        evidence,
        ...success(effects, context, requestId, {
          status,
          text: answer === undefined ? JSON.stringify(verdict.body) : text,
          body: verdict.body,
        }),
      };
    case 'rejected':
      return { outcome: 'rejected', evidence, response: refusal(verdict.error.facts, requestId) };
    case 'unauthorized':
      return { outcome: 'not-applied', evidence };
    case 'unavailable':
    case 'unusable':
      return undefined;
  }
};

const success = (
  effects: JudgeOptions['effects'],
  context: CallContext,
  requestId: string,
  answer: { status: number; text: string; body: unknown },
): Omit<Decision, 'evidence'> => {
  const { binding } = context.operation;
  const body = ownAnswer(context.operation, answer.body);
  const { update: learned, items } = effects.effectsOf(context, body, requestId);
  return {
    outcome: 'succeeded',
    response: {
      status: answer.status < 300 ? answer.status : 200,
      contentType: 'application/json',
      body: answer.text,
    },
    learned,
    alsoPut: items,
    attReference: textAt(body, binding.idAt),
    statusWord: textAt(body, binding.statusAt),
  };
};

const refusal = (upstream: Problem['details']['upstream'], requestId: string): Transition['response'] => {
  const problem = new Problem('upstream-rejected', { ...(upstream && { upstream }) });
  return {
    status: problem.status,
    contentType: 'application/problem+json',
    body: JSON.stringify(problemDocument(problem, requestId)),
  };
};
