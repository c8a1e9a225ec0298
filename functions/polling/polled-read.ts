import type { Operation, OrderTrackingRule, PolledRead } from '#domain/define-operation';
import { textAt, type Pointer } from '#domain/json/json-pointer';
import { isFinal, stateOfWord, type LongRunningKindRules } from '#domain/mobility/long-running-kind';
import type { OrderFactName } from '#domain/order/facts';
import type { ParsedRequest } from '#domain/parsed-request';
import type { PollRule } from '#domain/poll-rule';

/** Ids of an order, in the order in which one is taken to read by. */
const orderIdsAt = ['quoteIdAt', 'orderIdAt', 'subOrderIdAt'] as const satisfies readonly (keyof OrderTrackingRule)[];

/** By which of an order’s ids it is read; undefined for a read that is about no order. */
export const orderIdReadBy = ({ order }: Pick<Operation, 'order'>): (typeof orderIdsAt)[number] | undefined =>
  orderIdsAt.find((name) => order?.[name] !== undefined);

/**
 * Where the read’s request has the id it is read by: a pointer into `{path, query}`.
 * @throws when no tracking rule says so: a mistake in the definition
 */
export const idReadAt = (read: PolledRead): Pointer => {
  const named = orderIdReadBy(read);
  const at = read.longRunning?.idAt ?? (named && read.order?.[named]);
  if (at === undefined) throw new Error(`${read.id} is polled, and its tracking rule does not say by which id.`);
  return at;
};

/** Facts of an order, by name, as far as they are known. */
export type KnownFacts = Readonly<Partial<Record<string, { value: string }>>>;

/** Facts without which AT&T would refuse a poll and that nobody knows. */
export const lackingFor = ({ polled: { queryFacts = {} } }: PolledRead, facts: KnownFacts): OrderFactName[] =>
  Object.values(queryFacts).filter((fact) => facts[fact] === undefined);

/** What a poll asks AT&T. */
export const pollRequestOf = (
  read: PolledRead,
  id: string,
  facts: KnownFacts = {},
): Pick<ParsedRequest, 'path' | 'query'> => {
  const [, part, name = ''] = idReadAt(read).split('/');
  const { queryFacts = {} } = read.polled;
  const known = Object.entries(queryFacts).flatMap(([parameter, fact]) => {
    const value = facts[fact]?.value;
    return value === undefined ? [] : [[parameter, value] as const];
  });
  const query = { ...read.polled.query, ...Object.fromEntries(known) };
  return part === 'path' ? { path: { [name]: id }, query } : { path: {}, query: { [name]: id, ...query } };
};

/** Whether nothing more can come, by AT&T’s answer to an operation. */
export const endsPolling = ({ until }: PollRule, operation: Operation, answer: unknown): boolean =>
  'fact' in until
    ? (operation.order?.factsIn?.(answer) ?? []).some(
        ({ name, value }) => name === until.fact && until.oneOf.includes(value),
      )
    : isInFinalState(until, operation, answer);

const isInFinalState = (rules: LongRunningKindRules, { binding }: Operation, answer: unknown): boolean => {
  const word = textAt(answer, binding.statusAt);
  const known = word === undefined ? undefined : stateOfWord(rules, word);
  const state = rules.refine ? rules.refine(known, rules.read(answer).details) : known;
  return state !== undefined && isFinal(rules, state);
};
