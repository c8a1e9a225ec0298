import type { PolledRead } from '#domain/define-operation';
import { valuesBefore, type Fact, type NewFact } from '#domain/order/facts';
import type { PushEffect } from '#pushes/push-effect';
import { effectOf, standingFact } from '#tracking/order/record-fact';
import type { TrackedOrder } from '#tracking/order/tracked-order';

type Facts = Pick<TrackedOrder, 'facts'>;

/** What a message’s fact does to one that is known: AT&T’s word counts before a partner’s, but where that is later. */
export const factEffectOn = (standing: Fact | undefined, fact: NewFact): PushEffect => {
  const effect = effectOf(standing, fact);
  if (effect === 'known') return 'known';
  if (effect === 'recorded' || effect === 'confirmed') return 'applied';
  const passed = valuesBefore(fact.name, standing?.value ?? '');
  if (passed === undefined || passed.includes(fact.value)) return 'late';
  return effect === 'conflict' ? 'applied' : 'contradicts';
};

/** What a message does to an order: all that it shows is recorded, or nothing. */
export const orderPushEffectOn = (order: Facts, { polled }: PolledRead, shown: readonly NewFact[]): PushEffect => {
  const effects = shown.map((fact) => factEffectOn(standingFact(order, fact), fact));
  if (effects.includes('contradicts')) return 'contradicts';
  if (effects.includes('late') || hasEndedBefore(order, polled.until, shown)) return 'late';
  return effects.includes('applied') ? 'applied' : 'known';
};

/** Whether the order has come to what is waited for, and a message that shows something new does not show that. */
const hasEndedBefore = (order: Facts, until: PolledRead['polled']['until'], shown: readonly NewFact[]): boolean => {
  if (!('fact' in until)) return false;
  const isEnd = (value: string | undefined): boolean => value !== undefined && until.oneOf.includes(value);
  return (
    isEnd(order.facts[until.fact]?.value) &&
    !shown.some(({ name, value }) => name === until.fact && isEnd(value)) &&
    shown.some((fact) => standingFact(order, fact)?.value !== fact.value)
  );
};

/** Whether a message without a time may have been overtaken: it shows another word of those that come in any order. */
export const isOrderDoubtful = (order: Facts, shown: readonly NewFact[]): boolean =>
  shown.some((fact) => {
    const standing = standingFact(order, fact);
    return standing !== undefined && standing.value !== fact.value && valuesBefore(fact.name, fact.value) === undefined;
  });
