import { currentOutcome } from '#requests/request-store';
import type { UniqueLocks } from '#tracking/long-running/unique-locks';
import type { ResolvedLock, ResolveLockOwner } from '#tracking/long-running/resolve-lock-owner';
import type { LongRunningStore } from '#tracking/long-running/long-running-store';
import { longRunningView, type LongRunningView } from '#tracking/long-running/long-running-view';
import { trackabilityOf } from '#tracking/trackability';

export interface LongRunningParts {
  items: LongRunningStore;
  locks: UniqueLocks;
  resolveLockOwner: ResolveLockOwner;
  /** The real time, by which processes end. */
  wireNow: () => number;
}

/** A port-in of which only the request is known: AT&T’s answer to it is not. */
type Unanswered = Omit<LongRunningView, 'id' | 'kind' | 'raw' | 'origin' | 'observedAt'> & {
  subscriberNumber?: string;
  origin: 'here';
  raw: object;
};

/** Every port-in of a number that the gateway knows of, oldest first; the last may be one whose outcome is not known. */
export const portInsOfNumber = async (
  { items, locks: guards, resolveLockOwner: lookBehind, wireNow }: LongRunningParts,
  solutionProvider: string,
  subscriberNumber: string,
  boundReads?: readonly string[],
): Promise<(LongRunningView | Unanswered)[]> => {
  const guarded = { kind: 'port-in' as const, solutionProvider, names: [`number:${subscriberNumber}`] };
  const { holders, formerItems } = await guards.about(guarded);
  const former = await Promise.all(formerItems.map((id) => items.find('port-in', solutionProvider, id)));
  const views: (LongRunningView | Unanswered)[] = former.flatMap((item) =>
    item ? [longRunningView(item, boundReads)] : [],
  );
  const [holder] = Object.values(holders);
  const held = holder && (await lookBehind(guarded, holder));
  if (held?.item) {
    if (!formerItems.includes(held.item.id)) views.push(longRunningView(held.item, boundReads));
  } else if (held?.isHeld && held.record) {
    const isUnderWay = currentOutcome(held.record, wireNow()) === 'in-flight';
    views.push({ ...unanswered(held.record, solutionProvider, isUnderWay, boundReads), subscriberNumber });
  }
  return views;
};

const unanswered = (
  record: NonNullable<ResolvedLock['record']>,
  solutionProvider: string,
  isUnderWay: boolean,
  boundReads: readonly string[] | undefined,
): Unanswered => {
  return {
    solutionProvider,
    state: isUnderWay ? 'submitting' : 'unknown',
    origin: 'here',
    raw: {},
    final: false,
    request: `/v1/requests/${record.requestId}`,
    createdAt: record.startedAt,
    updatedAt: record.finishedAt ?? record.startedAt,
    version: 0,
    pending: {},
    ...trackabilityOf('port-in', boundReads),
    nextSteps: [
      {
        action: 'wait',
        available: true,
        actor: 'att',
        description: isUnderWay
          ? 'The request is being made.'
          : 'Nobody knows whether AT&T has taken the request. Look at the request; do not send another one.',
      },
    ],
    timeline: [],
  };
};
