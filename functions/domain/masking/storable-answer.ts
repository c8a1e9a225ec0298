import type { JsonBody } from '#domain/json/parse-json';
import { keepDigits } from '#domain/json/parse-json';
import { withoutEchoes } from '#domain/masking/mask-echoes';
import { maskSentence, maskText } from '#domain/masking/mask-text';
import { maskNames } from '#domain/masking/mask';
import type { Secrets } from '#domain/masking/secrets';

/**
 * AT&T’s answer to a write as it may be stored: without the secrets of its request, without members of secret names that
 * the operation does not describe, and without what its sentences call a secret.
 * @param body of the request, parsed
 */
export const storableAnswer = (given: JsonBody, body: unknown, secrets: Secrets): string => {
  const answer = withoutEchoes(given, body, secrets);
  return tellsSecrets(given.value, secrets) ? withoutTold(answer, secrets, maskSentence) : answer;
};

/**
 * An answer as it may be stored that tells of secrets nobody knows any more: the same, and where the operation has secrets
 * also without what looks like one in free text.
 */
export const withoutLikelySecrets = (answer: string, secrets: Secrets): string =>
  withoutTold(answer, secrets, (text) => (secrets.hasAny && /\s/.test(text) ? maskText(text) : maskSentence(text)));

const withoutTold = (answer: string, secrets: Secrets, ofSentence: (sentence: string) => string): string =>
  maskNames(answer, secrets, (key, member, context) =>
    typeof member === 'string' && isSentence(member) ? ofSentence(member) : keepDigits(key, member, context),
  );

/** More than one word: an id is none. */
const isSentence = (text: string): boolean => /[\s:=#]/.test(text);

/** Found without reading the answer again: hardly any tells one. */
const tellsSecrets = (value: unknown, secrets: Secrets): boolean => {
  if (typeof value === 'string') return isSentence(value) && maskSentence(value) !== value;
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value)
    ? value.some((element) => tellsSecrets(element, secrets))
    : Object.entries(value).some(
        ([name, member]: [string, unknown]) => secrets.isName(name) || tellsSecrets(member, secrets),
      );
};
