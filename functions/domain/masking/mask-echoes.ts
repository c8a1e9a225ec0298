import { maskedAt, withoutSecrets } from '#domain/masking/mask';
import type { Secrets } from '#domain/masking/secrets';
import { keepingDigits, type JsonBody } from '#domain/json/parse-json';

const masked = '[secret]';

/** Shorter ones are part of too many words to be looked for inside others. */
const shortestQuoted = 3;

/**
 * An answer as it may be stored: without the secret members of the request it answers, should AT&T repeat them, at
 * their own place or quoted in any text. A secret that equals a member that is none, such as an account number that is
 * the telephone number, is taken out at its own place only.
 */
export const withoutEchoes = (answer: JsonBody, body: unknown, secrets: Secrets): string => {
  const quoted = secretsQuotedBy(body, secrets);
  if (secrets.pointers.length === 0 && quoted.size === 0) return answer.text;
  const value = maskedAt(keepingDigits(answer), secrets.pointers);
  return JSON.stringify(quoted.size === 0 ? value : withoutQuotes(value, quoted));
};

/** By the body of a request: its own record and AT&T’s answer are stored without the same. */
const known = new WeakMap<object, { secrets: Secrets; quoted: ReadonlySet<string> }>();

/** What a document must not quote of a request: its secrets that stand in none of its open members. */
const secretsQuotedBy = (body: unknown, secrets: Secrets): ReadonlySet<string> => {
  if (typeof body !== 'object' || body === null) return lookedFor(body, secrets);
  const before = known.get(body);
  if (before?.secrets === secrets) return before.quoted;
  const quoted = lookedFor(body, secrets);
  known.set(body, { secrets, quoted });
  return quoted;
};

const lookedFor = (body: unknown, secrets: Secrets): ReadonlySet<string> => {
  const stated = secretsIn(body, secrets).filter((value) => value.length >= shortestQuoted);
  if (stated.length === 0) return new Set();
  const open = new Set(scalarsOf(withoutSecrets(body, secrets)));
  return new Set(stated.filter((value) => !open.has(value)));
};

const withoutQuotes = (document: unknown, secrets: ReadonlySet<string>): unknown => {
  const clean = inAnySpelling(quotesRemover(secrets));
  const cleaned = (value: unknown): unknown => {
    if (typeof value === 'string') return clean(value);
    if (typeof value === 'number' || JSON.isRawJSON(value))
      return secrets.has(String(Number(JSON.stringify(value)))) ? masked : value;
    if (Array.isArray(value)) return value.map(cleaned);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]: [string, unknown]) => [name, cleaned(member)]),
    );
  };
  return cleaned(document);
};

/** Somebody quotes a document that quotes one. */
const mostQuotations = 2;

/** Cleans a text also of what it has with escapes of JSON: AT&T gets a document as its caller wrote it, and may quote that. */
const inAnySpelling =
  (clean: (text: string) => string, quotations = mostQuotations) =>
  (text: string): string => {
    const rest = clean(text);
    if (quotations === 0 || !rest.includes('\\')) return rest;
    const read = unescaped(rest);
    const clear = inAnySpelling(clean, quotations - 1)(read);
    return clear === read ? rest : clear;
  };

const escapes = /(?:\\(?:u[0-9A-Fa-f]{4}|["\\/bfnrt]))+/g;

const unescaped = (text: string): string => text.replaceAll(escapes, (some) => JSON.parse(`"${some}"`) as string);

/** A text that quotes more secrets than that is a secret. */
const mostQuoted = 20;

/**
 * Takes secrets out of texts wherever they stand as words of their own. Looks only for those of which a word is in the text,
 * so that what it takes grows with the texts and not with the secrets.
 */
const quotesRemover = (secrets: ReadonlySet<string>): ((text: string) => string) => {
  const byWord = Map.groupBy(secrets, (secret) => wordsOf(secret)[0] ?? '');
  return (text) => {
    const candidates: string[] = [];
    for (const word of new Set(['', ...wordsOf(text)])) {
      const more = byWord.get(word) ?? [];
      if (candidates.length + more.length > mostQuoted) return masked;
      candidates.push(...more);
    }
    // Longest first, so that a secret inside another one leaves no rest of it.
    const longestFirst = candidates.toSorted((a, b) => b.length - a.length);
    return longestFirst.reduce(withoutQuote, text);
  };
};

const withoutQuote = (text: string, secret: string): string => {
  let clean = '';
  let done = 0;
  for (let at = text.indexOf(secret); at !== -1;) {
    const end = at + secret.length;
    const isQuote = !isOfWord(text.charAt(at - 1)) && !isOfWord(text.charAt(end));
    if (isQuote) {
      clean += text.slice(done, at) + masked;
      done = end;
    }
    at = text.indexOf(secret, isQuote ? end : at + 1);
  }
  return clean + text.slice(done);
};

const isOfWord = (character: string): boolean => /[0-9A-Za-z]/.test(character);

const wordsOf = (text: string): readonly string[] => text.match(/[0-9A-Za-z]+/g) ?? [];

/**
 * A caller’s document as it may be stored: without its secret members, and without what quotes them in any other member.
 */
export const storableRequest = (body: JsonBody, secrets: Secrets): string => {
  const document = maskedAt(withoutSecrets(keepingDigits(body), secrets), secrets.pointers);
  const quoted = secretsQuotedBy(body.value, secrets);
  return JSON.stringify(quoted.size === 0 ? document : withoutQuotes(document, quoted));
};

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
