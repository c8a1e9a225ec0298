import { longRunningRules } from '#domain/mobility/long-running-kinds';
import { stateOfWord } from '#domain/mobility/long-running-kind';
import { orderFacts, subOrderFacts } from '#domain/order/facts';

/*
 * What may stand in a bundle: only what has a form that names, numbers and secrets do not have. What has another is left out,
 * whatever it is, so that nothing has to be recognized as personal.
 */

/** Seven digits or more in a row, whatever is between them, may be a telephone or an account number. */
const manyDigits = /\d(?:[\s().+-]*\d){6,}/;

/** A word of the gateway’s own: a state, an outcome, a type. */
export const wordOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[a-z][a-z-]{0,39}$/.test(value) ? value : undefined;

/** A code of AT&T’s, e.g. `6D`, `SRV-1001`, `INVALID_PIN`: capitals with a digit or a line between. Four digits alone may be a PIN. */
export const codeOf = (value: unknown): string | undefined => {
  if (typeof value !== 'string' || !/^[A-Z0-9_.:-]{1,40}$/.test(value)) return undefined;
  const isCode = /[_0-9]/.test(value) && (/[A-Z]/.test(value) || value.length < 4);
  return isCode && !manyDigits.test(value) ? value : undefined;
};

/** A status word of AT&T’s that the gateway knows. */
export const statusOf = (value: unknown): string | undefined =>
  typeof value === 'string' && Object.values(longRunningRules).some((rules) => stateOfWord(rules, value) !== undefined)
    ? value
    : undefined;

/** A fact of an order or a sub-order. */
export const factOf = (value: unknown): string | undefined => {
  const [name = '', of = ''] = typeof value === 'string' ? value.split(':') : [];
  const isFact = [...orderFacts, ...subOrderFacts].some((one) => one === name);
  return isFact && /^[\w-]{0,40}$/.test(of) ? String(value) : undefined;
};

export const mediaTypeOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^(application|text)\/[a-z0-9.+-]{1,40}$/.test(value) ? value : undefined;

/** An instant. */
export const timeOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) ? value : undefined;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a call was known by. A partner may have chosen it: a number or an address is none. */
export const traceOf = (value: unknown): string | undefined => {
  if (typeof value !== 'string' || !/^[\w.:-]{1,160}$/.test(value)) return undefined;
  const isOurs = uuid.test(value) || /^(req|blk)_[\w-]{32}(:\d+)?$/.test(value);
  return isOurs || !manyDigits.test(value) ? value : undefined;
};

/** An object without what is undefined. */
export const present = <T extends object>(members: T): Partial<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>;

/** Digits of everything of seven and more that stands in a document: what may be a person’s. */
export const numbersIn = (value: unknown): Set<string> => {
  const found = new Set<string>();
  const look = (one: unknown): void => {
    if (typeof one === 'object' && one !== null) Object.values(one).forEach(look);
    const digits = typeof one === 'string' || typeof one === 'number' ? String(one).replaceAll(/\D/g, '') : '';
    if (digits.length >= 7) found.add(digits);
  };
  look(value);
  return found;
};

/** AT&T’s id of something it keeps; undefined where it is one of the numbers, of which some are a person’s. */
export const idOf = (value: unknown, numbers: ReadonlySet<string>): string | undefined => {
  if (typeof value !== 'string' || !/^[\w.:-]{1,64}$/.test(value)) return undefined;
  return numbers.has(value.replaceAll(/\D/g, '')) ? undefined : value;
};
