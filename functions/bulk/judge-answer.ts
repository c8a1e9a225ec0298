import * as z from 'zod';
import type { CallRow } from '#bulk/bulk-call';
import type { CallContent } from '#bulk/call-content';
import type { FinalState, CallResult } from '#bulk/call-store';
import type { FunctionAnswer } from '#bulk/invoke';
import type { Operation } from '#domain/define-operation';
import type { ProblemCode } from '#domain/problems/problems';
import { withoutEchoes } from '#domain/masking/mask-echoes';
import { secretsOf } from '#domain/masking/secrets';
import { storableAnswer } from '#domain/masking/storable-answer';
import { textAt, valueAt } from '#domain/json/json-pointer';
import { parseKeepingDigits, readAgain } from '#domain/json/parse-json';
import { plainNumber } from '#domain/mobility/plain-number';

/**
 * What an answer means for the rows of a call. `final`: that was it. Otherwise the call is made again under the same key:
 * `waiting` when nothing was sent, `running` when it may be under way, `unknown` when AT&T may have done it, which
 * the gateway is finding out.
 */
export type Judgement = { told: CallResult } & (
  { final: true; state: FinalState } | { final: false; state: 'waiting' | 'running' | 'unknown'; waitSeconds: number }
);

const problemSchema = z.looseObject({ code: z.string(), retryable: z.boolean() });

/** Refused, and yet nobody can say that it is not under way. */
const perhapsUnderWay: readonly string[] = ['request-in-progress', 'internal-error'];

/** Tells nothing of other rows, and a row does not wait for hours. */
const ofTheLine: ProblemCode = 'too-many-line-changes';

const defaultWaitSeconds = 5;

export const judgeAnswer = (
  operation: Operation,
  answer: FunctionAnswer,
  content: Pick<CallContent, 'body'>,
): Judgement => {
  const { statusCode: status, headers } = answer;
  const told: CallResult = { status, requestId: requestIdIn(headers) };
  const waitSeconds = Number(headers['retry-after'] ?? defaultWaitSeconds);
  if (status < 300) {
    // A 202 that AT&T answered has no `Location`.
    if (status !== 202 || headers['location'] === undefined) return { final: true, state: 'succeeded', told };
    const outcome = textAt(readAgain(answer.body).value, '/outcome');
    if (outcome === 'needs-attention') return { final: true, state: 'unknown', told };
    return { final: false, state: outcome === 'in-flight' ? 'running' : 'unknown', waitSeconds, told };
  }
  const document = readAgain(answer.body);
  const { code, retryable } = problemSchema.parse(document.value);
  const refused = { ...told, problem: withoutEchoes(document, bodyIn(content), secretsOf(operation)) };
  if (!retryable || code === ofTheLine)
    return { final: true, state: code === 'upstream-rejected' ? 'rejected' : 'failed', told: refused };
  return { final: false, state: perhapsUnderWay.includes(code) ? 'running' : 'waiting', waitSeconds, told: refused };
};

/** The body of a call; read where its answer has to be compared with it. */
const bodyIn = ({ body }: Pick<CallContent, 'body'>): unknown =>
  body === undefined ? undefined : parseKeepingDigits(body);

const requestIdIn = (headers: FunctionAnswer['headers']): string | undefined => {
  const address = headers['x-request-record'];
  return typeof address === 'string' ? address.slice(address.lastIndexOf('/') + 1) : undefined;
};

/** The rows of a packed call, each with what AT&T’s answer says of it, in whatever order AT&T lists them. */
export const rowsWithAnswers = (
  operation: Operation,
  rows: readonly CallRow[],
  content: Pick<CallContent, 'body'>,
  answer: FunctionAnswer,
): CallRow[] | undefined => {
  const { packs } = operation;
  if (!packs || answer.statusCode >= 300) return undefined;
  const [body, given] = [bodyIn(content), readAgain(answer.body)];
  const text = storableAnswer(given, body, secretsOf(operation));
  const kept: unknown = text === given.text ? given.value : JSON.parse(text);
  const shown = packs.answer ?? packs;
  const [asked, told] = [valueAt(body, packs.at), valueAt(kept, shown.at)];
  if (!Array.isArray(asked) || !Array.isArray(told) || asked.length !== rows.length) return undefined;
  return rows.map((row, index) => {
    const name = nameAt(asked[index], packs.by);
    const found: unknown = told.find((element) => name !== undefined && nameAt(element, shown.by) === name);
    return found === undefined ? row : { ...row, answer: found };
  });
};

/** One number has several spellings. */
const nameAt = (element: unknown, pointer: string): string | undefined => {
  const name = textAt(element, pointer);
  return plainNumber(name) ?? name;
};
