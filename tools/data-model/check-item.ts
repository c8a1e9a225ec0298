import { tableDefinition } from '#platform/table/table-definition';
import type { ItemDescription } from './describe-item';
import { itemDescriptions } from './item-descriptions';
import { itemKinds, type ItemKindName } from './item-kinds';
import { unconfirmedViolations } from './unconfirmed-items';

interface Pattern {
  partition: string;
  sort: string;
}

interface Kind {
  key: Pattern;
  list?: Pattern;
  open?: Pattern;
  lifetime?: object;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** @param pattern names in braces stand for any text */
const matcherOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split(/\{\w+\}/)
      .map(escaped)
      .join('[^]+')}$`,
  );

/** By pattern: there are a few hundred, and every item that a test writes is checked. */
const matchers = new Map<string, RegExp>();
const remembered = (pattern: string): RegExp => {
  const matcher = matchers.get(pattern) ?? matcherOf(pattern);
  matchers.set(pattern, matcher);
  return matcher;
};

const matches = (pattern: string, value: unknown): boolean =>
  typeof value === 'string' && remembered(pattern).test(value);

const kinds = Object.entries(itemKinds) as [ItemKindName, Kind][];

/** The kind an item’s key says it is of. */
export const kindOf = ({ pk, sk }: Record<string, unknown>): ItemKindName | undefined =>
  kinds.find(([, { key }]) => matches(key.partition, pk) && matches(key.sort, sk))?.[0];

/** What of an item the catalogue of kinds and the descriptions do not say. Nothing for an item as it should be. */
export const violationsOf = (item: Record<string, unknown>): string[] => {
  const name = kindOf(item);
  if (name === undefined)
    return [
      `No kind of item in tools/data-model/item-kinds.ts has the key ${String(item['pk'])} / ${String(item['sk'])}.`,
    ];
  const kind: Kind = itemKinds[name];
  return [
    ...indexViolations(name, kind, item),
    ...lifetimeViolations(name, kind, item),
    ...attributeViolations(name, itemDescriptions[name], item),
  ];
};

const indexViolations = (name: string, kind: Kind, item: Record<string, unknown>): string[] =>
  Object.entries(tableDefinition.indexes).flatMap(([index, { partition, sort }]) => {
    const [pk, sk] = [item[partition], item[sort]];
    if (pk === undefined && sk === undefined) return [];
    const pattern = kind[index as keyof typeof tableDefinition.indexes];
    return pattern && matches(pattern.partition, pk) && matches(pattern.sort, sk)
      ? []
      : [
          `${name} is not in the index ${index} under ${String(pk)} / ${String(sk)}, says functions/platform/table/keys.ts.`,
        ];
  });

const lifetimeViolations = (name: string, { lifetime }: Kind, item: Record<string, unknown>): string[] => {
  const expires = item[tableDefinition.timeToLive] !== undefined;
  if (expires && !lifetime)
    return [`${name} has no lifetime in functions/platform/table/keys.ts, and an item that expires.`];
  // What somebody has still to work on, the gateway or a person, is given its end with its outcome, where it has none before.
  const isOpen =
    item[tableDefinition.indexes.open.partition] !== undefined ||
    item['outcome'] === 'needs-attention' ||
    isHeldLock(item);
  const lastsAsWhatItLeadsTo = name === 'lead';
  const neverExpires = lifetime && !expires && !isOpen && !lastsAsWhatItLeadsTo;
  return (
    unconfirmedViolations(name, item, expires) ??
    (neverExpires ? [`${name} has a lifetime, and an item that never expires.`] : [])
  );
};

/** Names that somebody has: `imei:352099000001046`. */
const isHeldLock = (item: Record<string, unknown>): boolean => Object.keys(item).some((name) => name.includes(':'));

const ofKeys = new Set<string>([
  tableDefinition.timeToLive,
  // Of what a legal hold keeps: when it would have ended.
  'endBeforeHold',
  ...[tableDefinition.key, ...Object.values(tableDefinition.indexes)].flatMap(({ partition, sort }) => [
    partition,
    sort,
  ]),
]);

const attributeViolations = (name: string, { attributes }: ItemDescription, item: Record<string, unknown>): string[] =>
  Object.entries(item).flatMap(([attribute, value]) => {
    if (ofKeys.has(attribute)) return [];
    const [, description] = Object.entries(attributes).find(([pattern]) => matches(pattern, attribute)) ?? [];
    if (!description)
      return [
        `${name} has an attribute \`${attribute}\` that tools/data-model does not describe: is it clear, masked, sealed or hashed?`,
      ];
    const protection = typeof description === 'string' ? description : description[0];
    return protection === 'sealed' && !isSealed(value) ? [`\`${attribute}\` of ${name} is to be sealed.`] : [];
  });

/** By itself, beside what is clear of it, or each of several. */
const isSealed = (value: unknown): boolean =>
  (Array.isArray(value) && value.every(isSealed)) ||
  value instanceof Uint8Array ||
  (typeof value === 'object' && value !== null && 'sealed' in value && value.sealed instanceof Uint8Array);
