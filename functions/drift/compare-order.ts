import type { PolledRead } from '#domain/define-operation';
import { factKey, isPerSubOrder, type FactName } from '#domain/order/facts';
import type { Found, Looked } from '#drift/difference';
import { endsPolling } from '#polling/polled-read';
import { effectOf } from '#tracking/order/record-fact';
import type { TrackedOrder } from '#tracking/order/tracked-order';

/** What AT&T’s answer to a read of an order tells that we do not know, or know otherwise; what has ended here before the rest. */
export const compareOrder = (
  read: PolledRead,
  looked: Looked,
  { facts }: Pick<TrackedOrder, 'facts'>,
  answer: unknown,
  at: string,
): Found | undefined => {
  const keyOf = (name: FactName): string => factKey(name, isPerSubOrder(name) ? looked.readId : undefined);
  const shown = read.order?.factsIn?.(answer) ?? [];
  const { until } = read.polled;
  const found = shown.flatMap(({ name, value }): Found[] => {
    const key = keyOf(name);
    const standing = facts[key];
    const effect = effectOf(standing, { name, value, provenance: 'observed', at });
    if (effect === 'known' || effect === 'confirmed') return [];
    const what = effect === 'late' ? 'reopened' : 'state-differs';
    return [{ ...looked, what, here: `${key} ${standing?.value ?? 'unknown'}`, att: `${key} ${value}` }];
  });
  if ('fact' in until) {
    const key = keyOf(until.fact);
    const ended = facts[key]?.value;
    if (ended !== undefined && until.oneOf.includes(ended) && !endsPolling(read.polled, read, answer)) {
      const att = shown.map(({ name, value }) => `${name} ${value}`).join(', ') || 'no word';
      return { ...looked, what: 'reopened', here: `${key} ${ended}`, att };
    }
  }
  return found.find(({ what }) => what === 'reopened') ?? found[0];
};
