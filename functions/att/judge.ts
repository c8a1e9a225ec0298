import type { SuccessRule } from '#domain/success-rule';
import { textAt } from '#domain/json/json-pointer';
import { parseForeign } from '#domain/json/parse-json';
import { carriesFailureFlag } from '#operations/shared/answers';
import { isTaken } from '#domain/is-taken';
import { readError, type UpstreamError } from '#att/formats';
import type { WireAnswer } from '#att/transport';

/**
 * What an answer means. `succeeded`: done. `rejected`: AT&T said no and changed nothing. `unusable`: nobody can tell, or one
 * sign of it contradicts another; for a write that is an unknown outcome, for a read a failure. `unavailable`: not
 * now, it says, and not whether it has acted.
 * `unauthorized`: AT&T did not take the credentials.
 */
export type Verdict =
  | {
      outcome: 'succeeded';
      body: unknown;
      /** What AT&T wrote, where the tenant’s contract has `body` read otherwise. */
      asWritten?: unknown;
      /** AT&T says that it found none. */
      isNone?: true;
    }
  | { outcome: 'rejected' | 'unusable' | 'unavailable' | 'unauthorized'; error: UpstreamError };

/**
 * Judges an answer by its status and its body; a `200` that says it failed is a rejection, an empty one is unusable, and so
 * is one that says done beside a failure, be that in its body or in its status.
 */
export const judge = (rule: SuccessRule, answer: WireAnswer): Verdict => {
  const body = parseForeign(answer.text);
  const { status } = answer;
  if (saysNone(rule, answer, body)) {
    return { outcome: 'succeeded', body: body ?? answer.text.trim(), isNone: true };
  }
  const isDone = body !== undefined && isTaken(rule.done, body);
  const isFlagged = rule.usualFlags !== false && carriesFailureFlag(body);
  const isRefused = isFlagged || (rule.refused !== undefined && isTaken(rule.refused, body));
  if (status >= 200 && status < 300 && isDone && !isRefused) return { outcome: 'succeeded', body };
  const error = readError(status, body, rule.errorAt);
  if (isDone) return { outcome: 'unusable', error };
  if (status >= 200 && status < 300) return { outcome: isRefused ? 'rejected' : 'unusable', error };
  if (status === 401) return { outcome: 'unauthorized', error };
  if (status === 429 || (status === 503 && answer.headers['retry-after'] !== undefined))
    return { outcome: 'unavailable', error };
  if (status >= 400 && status < 500 && status !== 408) return { outcome: 'rejected', error };
  return { outcome: 'unusable', error };
};

/** The sentence alone, be it JSON or not, or as the message of an answer that shows nothing else. */
const saysNone = ({ noneFound, errorAt = [] }: SuccessRule, { status, text }: WireAnswer, body: unknown): boolean => {
  if (!noneFound) return false;
  if (status !== 404 && (status < 200 || status >= 300)) return false;
  const told: unknown = Array.isArray(body) && body.length === 1 ? body[0] : body;
  const stated = errorAt.map(({ message }) => textAt(body, message));
  const words = [told ?? text, textAt(told, '/message'), textAt(told, '/statusMessage'), ...stated];
  return words.some((word) => typeof word === 'string' && noneFound.test(word));
};
