import * as z from 'zod';
import type { Item } from '#platform/table/table';
import { itemKinds, type ItemKindName } from '../../data-model/item-kinds';
import { textsIn } from './texts';

/** Whose data it is. A client is one that calls the gateway; a customer is what a partner names one by (`x-customer-reference`). */
export const subjectSchema = z.union([
  z.strictObject({ number: z.string().regex(/^[2-9]\d{9}$/, 'is ten digits, as AT&T writes a telephone number') }),
  z.strictObject({ customer: z.string().min(1) }),
  z.strictObject({ client: z.string().min(1) }),
  z.strictObject({ solutionProvider: z.string().min(1) }),
]);
export type Subject = z.output<typeof subjectSchema>;

export const inWords = (subject: Subject): string => {
  if ('number' in subject) return `number ${subject.number}`;
  if ('customer' in subject) return `customer ${subject.customer}`;
  if ('client' in subject) return `client ${subject.client}`;
  return `Solution Provider ${subject.solutionProvider}`;
};

/** Whether an item by itself is the subject’s. What hangs on it is found from there. */
export type IsOfSubject = (kind: ItemKindName, item: Item, opened: readonly string[]) => boolean;

/** @returns for items, with what was opened of what they have sealed */
export const matcherOf = (subject: Subject): IsOfSubject => {
  if ('number' in subject) {
    const number = numberPattern(subject.number);
    return (_, item, opened) => [...textsIn(item), ...opened].some((text) => number.test(text));
  }
  if ('customer' in subject)
    return (_, item) => membersOf(item, 'customerReference').some((value) => value === subject.customer);
  if ('client' in subject) return (kind, item) => isOfClient(kind, item, subject.client);
  return (kind, item) => isOfProvider(kind, item, subject.solutionProvider);
};

/** However it is written: `2125550143`, `+1 (212) 555-0143`, `212.555.0143`; not as a part of a longer one. */
const numberPattern = (number: string): RegExp => {
  const [area, exchange, line] = [number.slice(0, 3), number.slice(3, 6), number.slice(6)];
  const between = String.raw`[-. \u00a0]?`;
  return new RegExp(String.raw`(?<!\d)(?:\+?1${between})?\(?${area}\)?${between}${exchange}${between}${line}(?!\d)`);
};

/** Everything it asked for; and of what several clients have touched, what no other has. */
const isOfClient = (kind: ItemKindName, item: Item, client: string): boolean => {
  if (kind === 'client-grant') return item['pk'] === itemKinds['client-grant'].key.partitionOf({ clientId: client });
  if (kind === 'client-calls') return item['pk'] === itemKinds['client-calls'].key.partitionOf({ clientId: client });
  const clients = new Set([...membersOf(item, 'clientId'), ...membersOf(item, 'by')].filter(isText));
  return clients.size === 1 && clients.has(client);
};

const isText = (value: unknown): value is string => typeof value === 'string';

const isOfProvider = (kind: ItemKindName, item: Item, provider: string): boolean => {
  if (membersOf(item, 'solutionProvider').includes(provider)) return true;
  const { partition } = itemKinds[kind].key;
  if (!partition.includes('{solutionProvider}')) return false;
  const [before = '', after = ''] = partition.split('{solutionProvider}');
  const pk = String(item['pk']);
  const end = after === '' ? pk === `${before}${provider}` : pk.startsWith(`${before}${provider}#`);
  return pk.startsWith(before) && end;
};

/** Values of members of a name, wherever they stand. */
export const membersOf = (value: unknown, name: string): unknown[] => {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([member, inner]: [string, unknown]) =>
    member === name && !Array.isArray(value) ? [inner, ...membersOf(inner, name)] : membersOf(inner, name),
  );
};
