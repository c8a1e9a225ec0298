import { randomUUID } from 'node:crypto';
import type { AttClient } from '#att/client';
import type { BoundBinding } from '#att/upstream-request';
import { ownRequest } from '#domain/contract/own-shape';
import { labelsIn } from '#domain/labels';
import type { Operation, ReadBack } from '#domain/define-operation';
import type { RequestRecord } from '#requests/request-record';
import type { ParsedRequest } from '#domain/parsed-request';
import { withoutLikelySecrets } from '#domain/masking/mask-echoes';
import { secretsOf } from '#domain/masking/secrets';
import { Problem } from '#domain/problems/problems';
import type { TrackingUpdate } from '#domain/order/facts';
import type { CallContext } from '#requests/call-context';
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
}

/** What a read told of a write. `failed`: the read itself got no answer, this time. */
export interface ReadBackResult {
  verdict: 'applied' | 'not-applied' | 'undecidable' | 'failed';
  evidence: string;
  learned?: TrackingUpdate | undefined;
  readBack?: RequestRecord['readBack'];
  /** What it answered. */
  answer?: unknown;
}

/** Asks AT&T, by the operation’s own rule, whether a write was carried out. */
export const readBack = async (
  options: ReadBackOptions,
  operation: Operation,
  record: RequestRecord,
): Promise<ReadBackResult> => {
  const rule = operation.readBack;
  if (!rule) return undecidable('AT&T publishes no way to see whether it was carried out.');
  const request = requestOf(record);
  const question = rule.request(ownRequest(operation, request));
  if (!question) return undecidable('The request does not say what to look for.');
  const reader = rule.by;
  const binding = options.bindingOf(reader);
  if (!binding) return undecidable(`It could be seen by ${reader.id}, which is not bound in this environment.`);
  try {
    const result = await options.att.call({
      operation: reader,
      binding,
      request: question,
      solutionProvider: record.solutionProvider,
      trace: { traceId: record.requestId, transactionId: randomUUID() },
      callId: record.requestId,
      deadline: options.deadline,
    });
    if (result.answer === undefined || result.verdict.outcome !== 'succeeded')
      return failed(rule, 'got no usable answer');
    return told(options, operation, record, rule, result.verdict.body, result.answer.text);
  } catch (error) {
    if (error instanceof Problem) return failed(rule, error.code);
    throw error;
  }
};

const told = (
  options: ReadBackOptions,
  operation: Operation,
  record: RequestRecord,
  rule: ReadBack,
  answer: unknown,
  text: string,
): ReadBackResult => {
  const verdict = rule.verdict(answer, ownRequest(operation, requestOf(record)), options.written);
  const evidence = `${rule.by.id} was asked: ${verdict}.`;
  if (verdict !== 'applied') return { verdict, evidence };
  const { update: learned } = options.effects.effectsOf(contextOf(operation, record), answer, record.requestId);
  const body = withoutLikelySecrets(text, secretsOf(operation));
  return { verdict, evidence, learned, answer, readBack: { operation: rule.by.id, body } };
};

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
  body === undefined ? { path, query } : { path, query, body: { text: body, value: JSON.parse(body) as unknown } };

const undecidable = (evidence: string): ReadBackResult => ({ verdict: 'undecidable', evidence });

const failed = ({ by }: ReadBack, why: string): ReadBackResult => ({
  verdict: 'failed',
  evidence: `${by.id} was asked and ${why}.`,
});
