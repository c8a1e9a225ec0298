import type { UpstreamResult } from '#att/upstream-call';
import { mostLevels } from '#domain/json/nesting';
import { wholeMembersOf } from '#domain/json/whole-members';
import { isJson } from '#domain/json/is-json';
import { maskAnswer } from '#domain/masking/mask-answer';
import { secretsOf } from '#domain/masking/secrets';
import type { Cipher } from '#platform/data-keys/cipher';
import type { CallContext } from '#requests/call-context';
import type { KeptAnswer, UndatedAnswer } from '#requests/request-record';

/** A record has a request and an answer of up to 190 KB in it besides. */
const largestBytes = 16_384;
/** Looked at, of what is larger. */
const mostReadBytes = 4 * largestBytes;

/** Where an answer belongs to: it can be opened with no other record. */
const placeOf = (requestId: string): string => `${requestId} answer`;

/**
 * What is kept of AT&T’s answer to a write; undefined where nothing arrived.
 * @throws Problem `service-unavailable` when the key cannot be read
 */
export const keepAnswer = async (
  cipher: Cipher,
  { operation, request }: Pick<CallContext, 'operation' | 'request'>,
  result: UpstreamResult,
  requestId: string,
): Promise<UndatedAnswer | undefined> => {
  const answer = result.answer ?? result.received;
  if (!answer) return undefined;
  const { status, headers, text } = answer;
  const beginning = result.answer && Buffer.byteLength(text) <= mostReadBytes ? text : cutOff(text, mostReadBytes);
  const masked = maskAnswer(beginning, request.body?.value, secretsOf(operation));
  const body = Buffer.byteLength(masked) <= largestBytes ? masked : cutOff(masked, largestBytes - mostLevels);
  const [contentType] = /^[\w.+-]+\/[\w.+-]+/.exec(headers['content-type'] ?? '') ?? [];
  return {
    status,
    ...(contentType !== undefined && { contentType }),
    ...((!result.answer || beginning !== text || body !== masked) && { isCut: true }),
    ...(await cipher.seal(body, placeOf(requestId))),
  };
};

/** @throws when the key it was sealed with is gone */
export const openAnswer = (cipher: Cipher, requestId: string, answer: KeptAnswer): Promise<string> =>
  cipher.open(answer, placeOf(requestId));

/** The beginning of a text, without what it breaks off in: that could be the beginning of a secret. */
const cutOff = (text: string, mostBytes: number): string => {
  const beginning = Buffer.from(text).subarray(0, mostBytes).toString();
  const whole = /^\s*[[{]/.test(text) ? wholeMembersOf(beginning) : undefined;
  return whole === undefined || !isJson(whole) ? withoutLastWord(beginning) : whole;
};

/** No credential that AT&T repeats has blanks in it, or takes more characters in any spelling. */
const longestWord = 512;

const withoutLastWord = (text: string): string => {
  const rest = text.slice(0, -longestWord);
  const end = text.slice(-longestWord);
  return rest + end.slice(0, end.search(/\s\S*$/) + 1);
};
