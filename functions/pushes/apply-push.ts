import type { PolledRead } from '#domain/define-operation';
import type { Observability } from '#platform/observability';
import { applyToItem, type ItemDependencies } from '#pushes/apply-to-item';
import { applyToOrder, type OrderDependencies } from '#pushes/apply-to-order';
import { isOpen, type Push, type PushDecision } from '#pushes/push';
import type { PushContent } from '#pushes/push-content';
import { pushApplierName } from '#pushes/push-applier-name';
import type { PushStore } from '#pushes/push-store';
import { understandPush, type Understood } from '#pushes/understand-push';

export interface ApplyDependencies extends Observability, ItemDependencies, OrderDependencies {
  pushes: PushStore;
  content: Pick<PushContent, 'open'>;
  /** As the tenant’s contract states them. */
  reads: readonly PolledRead[];
  now: () => number;
}

/** How long it may take until what a message is about is known. */
const longestWaitMs = 3 * 24 * 3_600_000;

/**
 * Looks at a message that nobody has decided yet, changes what it changes, and keeps what became of it. Another one is looked
 * at `again` only, and changes nothing that it has changed before.
 */
export const applyPush = async (
  deps: ApplyDependencies,
  push: Push,
  { again = false }: { again?: boolean } = {},
): Promise<PushDecision> => {
  if (!isOpen(push.state) && !again) return push;
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
  const decision = await appliedTo(deps, push, understood);
  if (decision.state !== 'waiting') return { ...about, ...decision };
  const hasWaitedLong = Date.parse(push.receivedAt) + longestWaitMs < deps.now();
  return { ...about, state: hasWaitedLong ? 'unclaimed' : 'waiting' };
};

const appliedTo = (deps: ApplyDependencies, push: Push, understood: Understood): Promise<PushDecision> => {
  if (understood.answer === undefined) return askedFor(deps, push, understood);
  return understood.read.longRunning ? applyToItem(deps, push, understood) : applyToOrder(deps, push, understood);
};

const askedFor = async (
  { askNow }: ApplyDependencies,
  { solutionProvider }: Push,
  { read, id }: Understood,
): Promise<PushDecision> => {
  const asked = await askNow(read, solutionProvider, id);
  return { state: asked === 'not-followed' ? 'waiting' : asked === 'asked' ? 'asked' : 'late' };
};
