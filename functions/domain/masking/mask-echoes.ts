import { maskMembers, maskNames, maskRequest } from '#domain/masking/mask';
import type { Secrets } from '#domain/masking/secrets';
import { maskText } from '#domain/masking/mask-text';
import { keepDigits } from '#domain/json/parse-json';

const masked = '[secret]';

/** Shorter ones are part of too many words to be looked for inside others. */
const shortestQuoted = 3;

/**
 * An answer as it may be stored: without the secret members of the request it answers, should AT&T repeat them, at
 * their own place or quoted in any text. A secret that equals a member that is none, such as an account number that is
 * the telephone number, is taken out at its own place only.
 * @param answer as it is: JSON; anything else is stored as it is, for it is never what AT&T sent
 */
export const withoutEchoes = (answer: string, body: unknown, secrets: Secrets): string => {
  const atTheirPlace = maskMembers(answer, secrets.pointers);
  const stated = secretsIn(body, secrets);
  if (stated.length === 0) return atTheirPlace;
  const open = new Set(scalarsOf(JSON.parse(maskRequest(JSON.stringify(body), secrets))));
  const known = new Set(stated.filter((value) => value.length >= shortestQuoted && !open.has(value)));
  if (known.size === 0) return atTheirPlace;
  const clean = quotesRemover(known);
  const value: unknown = JSON.parse(atTheirPlace, (key, member: unknown, context) => {
    if (typeof member === 'string') return clean(member);
    if (typeof member === 'number' && known.has(String(member))) return masked;
    return keepDigits(key, member, context);
  });
  return JSON.stringify(value);
};

/** A text that quotes more secrets than that is a secret. */
const mostQuoted = 20;

/**
 * Takes secrets out of texts wherever they stand as words of their own. Looks only for those of which a word is in the text,
 * so that what it takes grows with the texts and not with the secrets.
 */
const quotesRemover = (secrets: ReadonlySet<string>): ((text: string) => string) => {
  const byWord = Map.groupBy(secrets, (secret) => wordsOf(secret)[0] ?? '');
  const patterns = new Map<string, RegExp>();
  const patternOf = (secret: string): RegExp => {
    const pattern = patterns.get(secret) ?? new RegExp(`(?<![0-9A-Za-z])${escaped(secret)}(?![0-9A-Za-z])`, 'g');
    patterns.set(secret, pattern);
    return pattern;
  };
  return (text) => {
    const candidates: string[] = [];
    for (const word of new Set(['', ...wordsOf(text)])) {
      const more = byWord.get(word) ?? [];
      if (candidates.length + more.length > mostQuoted) return masked;
      candidates.push(...more);
    }
    // Longest first, so that a secret inside another one leaves no rest of it.
    const longestFirst = candidates.toSorted((a, b) => b.length - a.length);
    return longestFirst.reduce((left, secret) => left.replaceAll(patternOf(secret), masked), text);
  };
};

const wordsOf = (text: string): readonly string[] => text.match(/[0-9A-Za-z]+/g) ?? [];

/**
 * A caller’s document as it may be stored: without its secret members, and without what quotes them in any other member.
 * @param body the document, parsed
 */
export const storableRequest = (text: string, body: unknown, secrets: Secrets): string =>
  withoutEchoes(maskRequest(text, secrets), body, secrets);

/**
 * An answer as it may be stored that tells of secrets nobody knows any more: without members of their names, and without
 * what looks like one in free text.
 */
export const withoutLikelySecrets = (answer: string, secrets: Secrets): string => {
  if (!secrets.hasAny) return answer;
  const value: unknown = JSON.parse(maskNames(answer, secrets), (key, member: unknown, context) =>
    typeof member === 'string' && /\s/.test(member) ? maskText(member) : keepDigits(key, member, context),
  );
  return JSON.stringify(value);
};

const escaped = (text: string): string => text.replaceAll(/[^0-9A-Za-z]/g, (character) => `\\${character}`);

/** Every text of a request that is a secret. */
const secretsIn = (value: unknown, secrets: Secrets, name = ''): string[] => {
  if (name !== '' && secrets.isMember(name, typeof value === 'number' ? String(value) : value)) return scalarsOf(value);
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value)
    ? value.flatMap((element) => secretsIn(element, secrets, name))
    : Object.entries(value).flatMap(([member, inner]: [string, unknown]) => secretsIn(inner, secrets, member));
};

/** Every text and number of a document, as text. */
const scalarsOf = (value: unknown): string[] => {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(scalarsOf);
};
