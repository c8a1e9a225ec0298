import { randomUUID } from 'node:crypto';
import type { AttClient } from '#att/client';
import { isAddressed, type BoundBinding } from '#att/upstream-request';
import { ownRequest } from '#domain/contract/own-shape';
import { labelsIn } from '#domain/labels';
import type { Operation, Question, ReadBack, ReadBackVerdict, SentWrite } from '#domain/define-operation';
import { readBacksOf } from '#domain/read-backs-of';
import { textAt } from '#domain/json/json-pointer';
import { isMasked } from '#operations/shared/same-value';
import { readAgain } from '#domain/json/parse-json';
import type { RequestRecord } from '#requests/request-record';
import type { ParsedRequest } from '#domain/parsed-request';
import { hasMaskedSentence } from '#domain/masking/mask';
import { withoutLikelySecrets } from '#domain/masking/storable-answer';
import { secretsOf } from '#domain/masking/secrets';
import { Problem } from '#domain/problems/problems';
import type { TrackingUpdate } from '#domain/order/facts';
import type { CallContext } from '#requests/call-context';
import type { RequestFacts } from '#platform/log';
import type { Item } from '#platform/table/table';
import type { WriteEffects } from '#requests/write-effects';

export interface ReadBackOptions {
  att: Pick<AttClient, 'call'>;
  /** Where AT&T serves the read; undefined where it is not bound. */
  bindingOf: (operation: Operation) => BoundBinding | undefined;
  effects: WriteEffects;
  /** When there has to be an answer, in milliseconds of real time since the epoch. */
  deadline: number;
  /** AT&T’s status word in its answer to the write, where there was one. */
  written?: string | undefined;
  /** Gets what became of each request; left out, each is told at once. */
  upstream?: RequestFacts[] | undefined;
}

/** What a read told of a write. `failed`: the read itself got no answer, this time. */
export interface ReadBackResult {
  verdict: ReadBackVerdict | 'failed';
  evidence: string;
  /** What is known then, as if AT&T’s answer had been seen. */
  found?: FoundAgain;
}

/** What a write made, as the read shows it. */
export interface FoundAgain {
  learned: TrackingUpdate | undefined;
  attReference: string | undefined;
  /** Items that belong to the record. */
  alsoPut: readonly Item[];
  readBack: RequestRecord['readBack'];
  /** What AT&T’s answer to the write would have told. */
  answer: unknown;
}

/** Asks AT&T, by the operation’s own rule, whether a write was carried out. */
export const readBack = async (
  options: ReadBackOptions,
  operation: Operation,
  record: RequestRecord,
): Promise<ReadBackResult> => {
  const rules = readBacksOf(operation);
  if (rules.length === 0) return undecidable(operation.notReadBack ?? 'Nothing shows whether it was carried out.');
  const context = contextOf(operation, record);
  const request = ownRequest(operation, context.request);
  const reasons: string[] = [];
  for (const rule of rules) {
    const asking = askingOf(options, rule, request);
    if (typeof asking !== 'string') {
      const result = await resultOf(options, context, record, asking);
      reasons.push(result.evidence);
      return { ...result, evidence: reasons.join(' ') };
    }
    reasons.push(asking);
  }
  return undecidable(reasons.join(' '));
};

/** A read that can be asked. */
interface Asking {
  rule: ReadBack;
  request: ParsedRequest;
  binding: BoundBinding;
  question: Question;
}

/** What to ask a read here, or why it cannot be. */
const askingOf = ({ bindingOf }: ReadBackOptions, rule: ReadBack, request: ParsedRequest): Asking | string => {
  // By what stands in a secret’s place nothing is found, whatever AT&T has.
  const questions = rule.request(request).filter((one) => !Object.values({ ...one.query, ...one.path }).some(isMasked));
  if (questions.length === 0) return 'The request, as it is kept, does not say what to look for.';
  const binding = bindingOf(rule.by);
  if (!binding) return `It could be seen by ${rule.by.id}, which is not bound in this environment.`;
  const question = questions.find((one) => isAddressed(binding, one));
  return question ? { rule, request, binding, question } : `${rule.by.id} takes nothing here that the request says.`;
};

const resultOf = async (
  options: ReadBackOptions,
  context: CallContext,
  record: RequestRecord,
  { rule, request, binding, question }: Asking,
): Promise<ReadBackResult> => {
  const asked = (one: Question): Promise<Shown | string> => ask(options, rule, binding, record, one);
  const first = await asked(question);
  if (typeof first === 'string') return failed(rule, first);
  const furtherQuestion = rule.then?.(first.body, request);
  const shown = furtherQuestion ? await asked(furtherQuestion) : first;
  if (typeof shown === 'string') return failed(rule, shown);
  return told(options, { context, request }, record, rule, shown);
};

/** What AT&T shows; no body where it says that it has none. */
interface Shown {
  body?: unknown;
  text: string;
}

/** AT&T’s answer, or why there is none. */
const ask = async (
  { att, deadline, upstream }: ReadBackOptions,
  { by: operation }: ReadBack,
  binding: BoundBinding,
  { solutionProvider, requestId }: RequestRecord,
  request: Question,
): Promise<Shown | string> => {
  const trace = { traceId: requestId, transactionId: randomUUID() };
  const call = { operation, binding, request, solutionProvider, trace, callId: requestId, deadline, upstream };
  try {
    const result = await att.call(call);
    if (result.answer === undefined || result.verdict.outcome !== 'succeeded') return 'got no usable answer';
    const { answer, verdict } = result;
    return { text: answer.text, ...(verdict.isNone ? {} : { body: verdict.body }) };
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

const told = (
  { effects, written }: ReadBackOptions,
  { context, request }: { context: CallContext; request: ParsedRequest },
  record: RequestRecord,
  rule: ReadBack,
  { body, text }: Shown,
): ReadBackResult => {
  const { operation } = context;
  const write: SentWrite = { at: record.startedAt, status: written, longestMs: record.longestMs };
  const verdict = rule.verdict(body, request, write);
  const evidence = `${rule.by.id} was asked: ${verdict}.`;
  if (verdict === 'not-applied' && hasMaskedSentence(request.body?.value))
    return undecidable(
      `${rule.by.id} was asked and does not show it; a text of the request is kept without a secret, and may be what it looks for.`,
    );
  if (verdict === 'undecidable' || verdict === 'not-yet')
    return { verdict, evidence: rule.leavesOpen === undefined ? evidence : `${evidence} ${rule.leavesOpen}` };
  if (verdict !== 'applied') return { verdict, evidence };
  const answer = rule.answer ? rule.answer(body, request, write) : body;
  const { update: learned, items: alsoPut } = effects.effectsOf(context, answer, record.requestId);
  const { idAt } = operation.binding;
  const attReference = textAt(answer, idAt);
  const isIdOpen = operation.idempotency === 'required' && idAt !== undefined && attReference === undefined;
  const readBack = { operation: rule.by.id, body: withoutLikelySecrets(text, secretsOf(operation)) };
  return {
    verdict,
    evidence: isIdOpen ? `${evidence} ${withoutId}` : evidence,
    found: { learned, attReference, alsoPut, readBack, answer },
  };
};

const withoutId = 'It does not show AT&T’s id of what was made.';

/** What a recorded write was about. */
export const contextOf = (operation: Operation, record: RequestRecord): CallContext => ({
  operation,
  request: requestOf(record),
  solutionProvider: record.solutionProvider,
  clientId: record.clientId,
  labels: labelsIn(record),
});

/** The request as it was made, its secret members masked. */
const requestOf = ({ request: { path, query, body } }: RequestRecord): ParsedRequest =>
  body === undefined ? { path, query } : { path, query, body: readAgain(body) };

const undecidable = (evidence: string): ReadBackResult => ({ verdict: 'undecidable', evidence });

const failed = ({ by }: ReadBack, why: string): ReadBackResult => ({
  verdict: 'failed',
  evidence: `${by.id} was asked and ${why}.`,
});
