import type { UpstreamResult } from '#att/upstream-call';
import { retryAfterSecondsOf } from '#att/client';
import { Problem } from '#domain/problems/problems';

const defaultRetryAfterSeconds = 5;

/** AT&T's answer, with the status the caller gets. */
interface Success {
  status: number;
  text: string;
  /** As everything but the caller reads it. */
  body: unknown;
  /** What the text says. */
  written: unknown;
}

/**
 * AT&T's answer when the call was done.
 * @throws Problem `upstream-*` for every other outcome
 */
export const successOf = (result: UpstreamResult, wireNowMs: number): Success => {
  if (result.answer === undefined) throw noAnswer(result.failure.failure);
  const { answer, verdict } = result;
  if (verdict.outcome === 'succeeded') {
    const { body, asWritten: written = body } = verdict;
    return {
      status: answer.status < 300 ? answer.status : 200,
      text: isJson(answer.text) ? answer.text : JSON.stringify(written),
      body,
      written,
    };
  }
  const upstream = verdict.error.facts;
  switch (verdict.outcome) {
    case 'rejected':
      throw new Problem('upstream-rejected', { upstream });
    case 'unavailable':
      throw new Problem('upstream-unavailable', {
        upstream,
        retryAfterSeconds: retryAfterSecondsOf(answer, wireNowMs) ?? defaultRetryAfterSeconds,
      });
    case 'unauthorized':
      throw new Problem('upstream-credentials-refused', { upstream });
    case 'unusable':
      throw new Problem('upstream-failed', { upstream });
  }
};

/** Callers get JSON. A sentence that AT&T wrote without quotes is the only answer that may be none. */
const isJson = (text: string): boolean => /^\s*[[{"]/.test(text);

const noAnswer = (failure: 'connect' | 'reset' | 'timeout' | 'truncated' | 'too-large'): Problem => {
  if (failure === 'timeout') return new Problem('upstream-timeout');
  if (failure === 'connect')
    return new Problem('upstream-unavailable', { retryAfterSeconds: defaultRetryAfterSeconds });
  return new Problem('upstream-failed', { detail: `AT&T’s answer broke off (${failure}).` });
};
