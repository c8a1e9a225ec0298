import type { PolledRead } from '#domain/define-operation';
import type { Observability } from '#platform/observability';
import { pollRequestOf } from '#polling/polled-read';
import type { AskNow } from '#pushes/ask-now';
import { isOpen, type Push, type PushDecision } from '#pushes/push';
import type { PushContent } from '#pushes/push-content';
import { besideKnown, mayBeOvertaken, pushEffectOn, type PushEffect } from '#pushes/push-effect';
import type { PushStore } from '#pushes/push-store';
import { understandPush, type Understood } from '#pushes/understand-push';
import { applyObservation } from '#tracking/long-running/apply-observation';
import type { LongRunningStore } from '#tracking/long-running/long-running-store';
import { observationIn } from '#tracking/long-running/observed-in-call';

/** Names the function, its log lines and its metrics; and in timelines who showed it. */
export const pushApplierName = 'push-applier';

export interface ApplyDependencies extends Observability {
  pushes: PushStore;
  content: Pick<PushContent, 'open'>;
  /** As the tenant’s contract states them. */
  reads: readonly PolledRead[];
  items: Pick<LongRunningStore, 'find' | 'withOutcomes' | 'change'>;
  askNow: AskNow;
  now: () => number;
}

/** How long it may take until what a message is about is known. */
const longestWaitMs = 3 * 24 * 3_600_000;

/** Looks at a message that nobody has decided yet, changes what it changes, and keeps what became of it. */
export const applyPush = async (deps: ApplyDependencies, push: Push): Promise<PushDecision> => {
  if (!isOpen(push.state)) return push;
  const decision = await decide(deps, push);
  await deps.pushes.decide(push, decision);
  const { solutionProvider } = push;
  deps.log.info('push-decided', {
    solutionProvider,
    outcome: decision.state,
    ...(decision.whyNot && { failure: decision.whyNot }),
  });
  const needsPerson = decision.state === 'not-understood' || decision.state === 'contradicts';
  if (needsPerson && decision.state !== push.state)
    deps.metrics.emit({ operation: pushApplierName, solutionProvider }, { PushesNotApplied: 1 });
  return decision;
};

const decide = async (deps: ApplyDependencies, push: Push): Promise<PushDecision> => {
  const understood = understandPush(deps.reads, await deps.content.open(push));
  if ('whyNot' in understood) return { state: 'not-understood', whyNot: understood.whyNot };
  const about = { kind: understood.read.polled.kind, id: understood.id };
  const decision =
    understood.answer === undefined ? await askedFor(deps, push, understood) : await observed(deps, push, understood);
  if (decision.state !== 'waiting') return { ...about, ...decision };
  const hasWaitedLong = Date.parse(push.receivedAt) + longestWaitMs < deps.now();
  return { ...about, state: hasWaitedLong ? 'unclaimed' : 'waiting' };
};

const askedFor = async (
  { askNow }: ApplyDependencies,
  { solutionProvider }: Push,
  { read, id }: Understood,
): Promise<PushDecision> => {
  const asked = await askNow(read, solutionProvider, id);
  return { state: asked === 'not-followed' ? 'waiting' : asked === 'asked' ? 'asked' : 'late' };
};

const observed = async (
  deps: ApplyDependencies,
  { solutionProvider, receivedAt }: Push,
  { read, id, at, answer }: Understood,
): Promise<PushDecision> => {
  const rule = read.longRunning;
  if (!rule) throw new Error(`${read.id} is of an order, and its push has members.`);
  const context = { operation: read, request: pollRequestOf(read, id), solutionProvider, clientId: pushApplierName };
  // AT&T’s clock may be ahead.
  const seen = observationIn(context, rule, answer, at !== undefined && at < receivedAt ? at : receivedAt);
  if (seen.state === undefined) return { state: 'not-understood', whyNot: 'no-state' };
  const { items, askNow } = deps;
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
    return judged.effect === 'applied' ? applyObservation(standing, observation, { by: pushApplierName }) : standing;
  });
  if (judged.effect === 'contradicts') await askNow(read, solutionProvider, id);
  return { state: judged.effect };
};
