import { longRunningRules } from '#domain/mobility/long-running-kinds';
import { isFinal } from '#domain/mobility/long-running-kind';
import { longRunningKinds } from '#domain/mobility/observation';
import { dayMs, hourMs } from '#platform/table/key-pattern';
import type { Item } from '#platform/table/table';
import { finalOutcomes } from '#requests/request-outcome';
import type { ItemKindName } from '../../data-model/item-kinds';
import { membersOf } from './subject';

/** As long as a number’s changes may be counted against it: the longest a tenant may state. */
const countedMs = 168 * hourMs;
/** A quote of which nothing was ordered is nobody’s any more after it. */
const forgottenQuoteMs = 90 * dayMs;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const isNonEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/**
 * Why an item may not go yet: AT&T still works on it, or what it keeps anybody from doing twice could be done twice without
 * it. Undefined for one that may.
 */
export const whyUnsettled = (kind: ItemKindName, item: Item, nowMs: number): string | undefined =>
  unsettled[kind]?.(item, nowMs);

type Why = (item: Item, nowMs: number) => string | undefined;

const longRunning: Why = (item) => {
  const rules = longRunningKinds.find((one) => one === item['kind']);
  if (isNonEmpty(item['pending'])) return 'a change of it has no outcome yet';
  const isMerelyNamed = item['expiresAt'] !== undefined;
  return !isMerelyNamed && rules && !isFinal(longRunningRules[rules], text(item['state']))
    ? `its state, ${text(item['state'])}, is not final`
    : undefined;
};

const order: Why = (item, nowMs) => {
  if (isNonEmpty(item['pending'])) return 'a step of it has no outcome yet';
  const facts = typeof item['facts'] === 'object' && item['facts'] !== null ? Object.keys(item['facts']) : [];
  if (facts.includes('completion') || item['expiresAt'] !== undefined) return undefined;
  const isForgotten = !facts.includes('order') && nowMs - Date.parse(text(item['updatedAt'])) > forgottenQuoteMs;
  return isForgotten ? undefined : 'it is neither completed nor cancelled';
};

/** Who has the number or the device: then a port-in is open, or the line is in service. */
const lock: Why = (item) => {
  const owners = Object.entries(item).filter(([name, value]) => name.includes(':') && isNonEmpty(value));
  return owners.length > 0 ? 'somebody has it: a request is open, or the line is in service' : undefined;
};

const unsettled: Readonly<Partial<Record<ItemKindName, Why>>> = {
  'tracked-order': order,
  'port-in': longRunning,
  'service-activation': longRunning,
  'pdp-provisioning': longRunning,
  'port-in-lock': lock,
  'activation-lock': lock,
  'request-record': ({ outcome, openPk }) =>
    finalOutcomes.some((one) => one === outcome) && openPk === undefined
      ? undefined
      : `its outcome is ${text(outcome)}`,
  'bulk-write': ({ endedAt }) => (endedAt === undefined ? 'it has not ended' : undefined),
  'bulk-call': ({ settledAt }) => (settledAt === undefined ? 'its rows have no result yet' : undefined),
  'poll-job': ({ openPk }) => (openPk === undefined ? undefined : 'it is polled'),
  line: (item, nowMs) => {
    const newest = Math.max(0, ...membersOf(item['timeline'], 'at').map((at) => Date.parse(text(at))));
    return nowMs - newest < countedMs ? 'changes of the last seven days may count against more of them' : undefined;
  },
  'change-mark': ({ changingUntilMs }, nowMs) =>
    typeof changingUntilMs === 'number' && changingUntilMs > nowMs ? 'a change may be on its way' : undefined,
};
