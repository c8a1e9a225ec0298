import type { SuccessRule } from '#domain/define-operation';
import { isTooDeep } from '#domain/json/nesting';
import { carriesFailureFlag } from '#operations/shared/answers';
import { readError, type UpstreamError } from '#att/formats';
import type { WireAnswer } from '#att/transport';

/**
 * What an answer means. `succeeded`: done. `rejected`: AT&T said no and changed nothing. `unusable`: nobody can tell;
 * for a write that is an unknown outcome, for a read a failure. `unavailable`: not
 * now, it says, and not whether it has acted.
 * `unauthorized`: AT&T did not take the credentials.
 */
export type Verdict =
  | { outcome: 'succeeded'; body: unknown }
  | { outcome: 'rejected' | 'unusable' | 'unavailable' | 'unauthorized'; error: UpstreamError };

/**
 * Judges an answer by its status and its body; a `200` that says it failed is a rejection, an empty one is unusable.
 * @param shaped brings the body into the shape the rule is written for
 */
export const judge = (
  rule: SuccessRule,
  answer: WireAnswer,
  shaped: (body: unknown) => unknown = (body) => body,
): Verdict => {
  const read = bodyOf(answer.text);
  const body = shaped(read);
  const { status } = answer;
  if (rule.alsoDone?.statuses.includes(status) && rule.alsoDone.body.safeParse(body).success) {
    return { outcome: 'succeeded', body };
  }
  if (status >= 200 && status < 300 && isDone(rule, body)) return { outcome: 'succeeded', body };
  const error = readError(status, read);
  if (status >= 200 && status < 300) return { outcome: isRefused(rule, body) ? 'rejected' : 'unusable', error };
  if (status === 401) return { outcome: 'unauthorized', error };
  if (status === 429 || (status === 503 && answer.headers['retry-after'] !== undefined))
    return { outcome: 'unavailable', error };
  if (status >= 400 && status < 500 && status !== 408) return { outcome: 'rejected', error };
  return { outcome: 'unusable', error };
};

const isRefused = (rule: SuccessRule, body: unknown): boolean =>
  carriesFailureFlag(body) || rule.refused?.safeParse(body).success === true;

const isDone = (rule: SuccessRule, body: unknown): boolean =>
  body !== undefined && !isRefused(rule, body) && rule.done.safeParse(body).success;

/** Undefined for what is no JSON, and for what is nested so deep that nobody could read it further. */
const bodyOf = (text: string): unknown => {
  try {
    const body: unknown = JSON.parse(text);
    return isTooDeep(body) ? undefined : body;
  } catch {
    return undefined;
  }
};
