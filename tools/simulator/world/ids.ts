import { longRecordId } from '#domain/order/record-id';

const digits62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const serialDigits = 5;
const serials = 62 ** serialDigits;
/** No multiple of 2, 3, 5 or 31, so that multiplying by it visits every serial once; small enough to stay exact. */
const stride = 7_654_321;

/** Salesforce key prefixes AT&T's samples carry; those of exceptions and groups are assumed. */
type RecordPrefix = '0Q0' | '801' | '802' | '001' | 'a9X' | 'a7l' | 'a4T' | 'a1X' | 'a3G' | '006';

/**
 * Makes ids of AT&T's shapes, never the same twice for one Solution Provider. They depend on the seed, the Solution
 * Provider and how many were made before, on nothing else: the same calls after a reset get the same ids.
 */
export interface IdMaker {
  /** A Salesforce record id. 18 characters end with Salesforce's checksum; AT&T's samples also show 15 and 16. */
  salesforce(prefix: RecordPrefix, length?: 15 | 16 | 18): string;
  /** Digits that start with 1 to 9, e.g. a billing account number; `series` names what is counted. */
  digits(series: string, length: number): string;
  /** Like a UUID version 4; `series` names what is counted. */
  uuid(series: string): string;
  /** 1, 2, 3 … */
  next(series: string): number;
}

/** @param count next number of a series, from 1 */
export const createIdMaker = (seed: string, solutionProvider: string, count: (series: string) => number): IdMaker => {
  const scattered = (series: string, size: number): number => {
    const offset = hash(`${seed} ${series} ${solutionProvider}`) % size;
    return (offset + (count(series) % size) * (stride % size)) % size;
  };
  return {
    next: count,
    salesforce: (prefix, length = 18) => {
      const owner = base62(hash(`${seed} ${solutionProvider}`), 3);
      const short = `${prefix}dx00${owner}${base62(scattered(prefix, serials), serialDigits)}`;
      return longRecordId(short).slice(0, length);
    },
    digits: (series, length) => {
      const serialLength = Math.min(length, 9);
      const least = 10 ** (serialLength - 1);
      const serial = String(least + scattered(series, 9 * least));
      const owner = String(hash(`${seed} ${solutionProvider}`)).padStart(10, '0');
      return serial + owner.padEnd(length, '0').slice(0, length - serialLength);
    },
    uuid: (series) => {
      const serial = count(series);
      const hex = [0, 1, 2, 3].map((part) => hash(`${seed} ${solutionProvider} ${series} ${serial} ${part}`));
      const text = hex.map((part) => part.toString(16).padStart(8, '0')).join('');
      return text.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
    },
  };
};

const base62 = (value: number, length: number): string =>
  Array.from({ length }, (_, index) => digits62[Math.floor(value / 62 ** (length - 1 - index)) % 62]).join('');

/** FNV-1a, 32 bits, with a last stir. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
};
