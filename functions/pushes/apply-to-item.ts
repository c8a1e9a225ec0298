import { pollRequestOf } from '#polling/polled-read';
import type { AskNow } from '#pushes/ask-now';
import type { Push, PushDecision } from '#pushes/push';
import { pushApplierName } from '#pushes/push-applier-name';
import { besideKnown, mayBeOvertaken, pushEffectOn, type PushEffect } from '#pushes/push-effect';
import { saidSince, type Understood } from '#pushes/understand-push';
import type { LongRunningStore } from '#tracking/long-running/long-running-store';
import { observationIn } from '#tracking/long-running/observed-in-call';

export interface ItemDependencies {
  items: Pick<LongRunningStore, 'kinds' | 'find' | 'withOutcomes' | 'change'>;
  askNow: AskNow;
}

/** Moves the long-running request that a message shows. */
export const applyToItem = async (
  { items, askNow }: ItemDependencies,
  push: Push,
  understood: Understood,
): Promise<PushDecision> => {
  const { solutionProvider } = push;
  const { read, id, at, answer } = understood;
  const rule = read.longRunning;
  if (!rule) throw new Error(`${read.id} is of no long-running request.`);
  const context = { operation: read, request: pollRequestOf(read, id), solutionProvider, clientId: pushApplierName };
  const seen = observationIn(items.kinds, context, rule, answer, saidSince(understood, push));
  if (seen.state === undefined) return { state: 'not-understood', whyNot: 'no-state' };
  const found = await items.find(rule.kind, solutionProvider, id);
  if (!found) return { state: 'waiting' };
  const item = await items.withOutcomes(found);
  const first = besideKnown(item, seen);
  const isDoubtful = at === undefined && pushEffectOn(item, first) === 'applied' && mayBeOvertaken(item, first);
  // A read decides, where there is one.
  if (isDoubtful && (await askNow(read, solutionProvider, id)) === 'asked') return { state: 'asked' };
  const judged: { effect: PushEffect } = { effect: 'known' };
  await items.change(item, (standing) => {
    const observation = besideKnown(standing, seen);
    judged.effect = pushEffectOn(standing, observation);
    return judged.effect === 'applied'
      ? items.kinds.applyObservation(standing, observation, { by: pushApplierName })
      : standing;
  });
  if (judged.effect === 'contradicts') await askNow(read, solutionProvider, id);
  return { state: judged.effect };
};
