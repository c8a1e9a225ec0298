import type { NewFact } from '#domain/order/facts';
import { pollTargetId } from '#polling/begin-polling';
import { quoteOfTarget } from '#polling/tracked-order-of';
import type { AskNow } from '#pushes/ask-now';
import { factEffectOn, isOrderDoubtful, orderPushEffectOn } from '#pushes/order-push-effect';
import type { Push, PushDecision } from '#pushes/push';
import { pushApplierName } from '#pushes/push-applier-name';
import { saidSince, type Understood } from '#pushes/understand-push';
import type { OrderStore } from '#tracking/order/order-store';
import type { TrackedOrder } from '#tracking/order/tracked-order';

export interface OrderDependencies {
  orders: Pick<OrderStore, 'find' | 'quoteOf' | 'withOutcomes' | 'record'>;
  askNow: AskNow;
}

/** Records what a message shows of an order. */
export const applyToOrder = async (
  deps: OrderDependencies,
  push: Push,
  understood: Understood,
): Promise<PushDecision> => {
  const { orders, askNow } = deps;
  const { read, id, at, answer } = understood;
  const since = saidSince(understood, push);
  const shown = (read.order?.factsIn?.(answer) ?? []).map((fact): NewFact => ({
    ...fact,
    provenance: 'observed',
    at: since,
    by: pushApplierName,
  }));
  if (shown.length === 0) return { state: 'not-understood', whyNot: 'no-state' };
  const found = await orderOf(deps, push, understood);
  if (!found) return { state: 'waiting' };
  const order = await orders.withOutcomes(found);
  const ask = () => askNow(read, push.solutionProvider, id);
  const effect = orderPushEffectOn(order, read, shown);
  if (effect === 'contradicts') await ask();
  if (effect !== 'applied') return { state: effect };
  // A read decides, where there is one.
  if (at === undefined && isOrderDoubtful(order, shown) && (await ask()) === 'asked') return { state: 'asked' };
  for (const fact of shown)
    await orders.record(order, fact, { isWanted: (standing) => factEffectOn(standing, fact) === 'applied' });
  return { state: 'applied' };
};

const orderOf = async (
  { orders }: OrderDependencies,
  { solutionProvider }: Push,
  { read, id }: Understood,
): Promise<TrackedOrder | undefined> => {
  const target = { solutionProvider, kind: read.polled.kind, id: pollTargetId(read, id) };
  const quoteId = await quoteOfTarget(orders, target, read);
  return quoteId === undefined ? undefined : orders.find(solutionProvider, quoteId);
};
