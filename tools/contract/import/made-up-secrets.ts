import { jsonPointer } from '#domain/json/json-pointer';
import { isLikeSecretName, isSecretName } from '#domain/masking/secret-names';
import { parseKept } from '../kept-digits';
import { isObject } from './endpoint';
import { plainValue } from './leaves';
import { likeness } from './synonyms';

/** A document with made-up values for its secrets, and where those stand. */
export interface Disguised {
  document: unknown;
  /** Pointers with `*` for places in lists. */
  secrets: readonly string[];
  /** What was made up for which value. */
  values: ReadonlyMap<string, string>;
}

/** @param declared names of the operation’s own secret members */
export const withMadeUpSecrets = (document: unknown, declared: readonly string[]): Disguised => {
  const secrets = new Set<string>();
  const values = new Map<string, string>();
  const isSecret = (name: string): boolean =>
    isSecretName(name, declared) ||
    // Three letters are like many others.
    (name.length > 4 && isLikeSecretName(name, declared)) ||
    abbreviations.some((pattern) => pattern.test(name)) ||
    declared.some((own) => likeness(own, name) > 1);
  const disguise = (value: unknown, path: readonly string[], isWithin: boolean): unknown => {
    if (Array.isArray(value)) return value.map((one) => disguise(one, [...path, '*'], isWithin));
    if (isObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [
          name,
          disguise(inner, [...path, name], isWithin || isSecret(name)),
        ]),
      );
    }
    const text = plainValue(value);
    if (!isWithin || text === undefined) return value;
    secrets.add(jsonPointer(path));
    const other = madeUp(text);
    values.set(text, other);
    return typeof value === 'string' ? other : JSON.rawJSON(other);
  };
  return { document: disguise(document, [], false), secrets: [...secrets], values };
};

/** A document in which those values stand nowhere any more, as in a sentence that quotes one. */
export const withoutValues = <T extends object>(document: T, values: ReadonlyMap<string, string>): T => {
  const text = [...values]
    .filter(([value]) => value.length >= shortestQuoted)
    .reduce(
      (before, [value, made]) => before.replaceAll(JSON.stringify(value).slice(1, -1), made),
      JSON.stringify(document),
    );
  return parseKept(text) as T;
};

/** What is shorter stands in other texts by chance. */
const shortestQuoted = 4;

/** Of accounts at the carrier that loses a number, of tax ids. */
const abbreviations = [/^acct/i, /ssn/i, /^dob$/i];

/** Of the same form: as many digits and letters, none of them the secret’s. */
const madeUp = (text: string): string => {
  let place = 0;
  return text.replaceAll(/\d/g, (digit) => String(otherDigit(digit, (place += 1)))).replaceAll(/[A-Za-z]/g, 'x');
};

const otherDigit = (digit: string, place: number): number => {
  const made = (place % 9) + 1;
  return made === Number(digit) ? (made % 9) + 1 : made;
};
