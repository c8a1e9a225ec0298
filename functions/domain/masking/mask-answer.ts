import { keepDigits, parseForeign, type JsonBody } from '#domain/json/parse-json';
import { withoutEchoes } from '#domain/masking/mask-echoes';
import { maskNames } from '#domain/masking/mask';
import { maskMarkup, type MarkupMasks } from '#domain/masking/mask-markup';
import { maskNamedText, maskText } from '#domain/masking/mask-text';
import type { Secrets } from '#domain/masking/secrets';

const masked = '[secret]';

/**
 * An answer in a shape that nobody knows, be it JSON or not, as it may be stored: without what its request had as a secret,
 * wherever it repeats that; without what is named like a secret, as a member, an element, an attribute or beside its name;
 * without what looks like one in its sentences.
 * @param body of the request, parsed
 */
export const maskAnswer = (answer: string, body: unknown, secrets: Secrets): string => {
  const value = parseForeign(answer);
  return value === undefined
    ? maskMarkup(textOf(withoutEchoes(asJson(answer), body, secrets)), masksOf(secrets))
    : maskJson(withoutEchoes({ text: answer, value }, body, secrets), secrets);
};

const asJson = (text: string): JsonBody => ({ text: JSON.stringify(text), value: text });

const textOf = (json: string): string => String(JSON.parse(json));

const maskJson = (answer: string, secrets: Secrets): string => {
  const masks = masksOf(secrets);
  return maskNames(answer, secrets, (key, member, context) => {
    if (typeof member === 'string') return /[\s<=:#]/.test(member) ? maskMarkup(member, masks) : member;
    return isNamedSecret(member, secrets) ? { ...member, value: masked } : keepDigits(key, member, context);
  });
};

/** `{"name": "pin", "value": "4711"}` */
const isNamedSecret = (member: unknown, { isName }: Secrets): member is { value: unknown } =>
  typeof member === 'object' &&
  member !== null &&
  'value' in member &&
  'name' in member &&
  typeof member.name === 'string' &&
  isName(member.name);

/** Where an operation has no secrets, a number in a sentence is none. */
const masksOf = ({ isName, hasAny }: Secrets): MarkupMasks => ({
  isName,
  ofSentence: (sentence) => (hasAny ? maskText(sentence) : maskNamedText('', sentence)),
});
