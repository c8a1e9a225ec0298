import { labelsIn } from '#domain/labels';
import { currentOutcome } from '#requests/request-store';
import type { LockOwner, UniqueLocks } from '#tracking/long-running/unique-locks';
import type { ResolvedLock, ResolveLockOwner } from '#tracking/long-running/resolve-lock-owner';
import type { ShownLongRunning } from '#tracking/long-running/long-running-store';
import { longRunningView, type LongRunningView } from '#tracking/long-running/long-running-view';
import { trackabilityOf } from '#tracking/trackability';

export interface LongRunningParts {
  items: ShownLongRunning;
  locks: Pick<UniqueLocks, 'about'>;
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
  { items, locks, resolveLockOwner, wireNow }: LongRunningParts,
  solutionProvider: string,
  subscriberNumber: string,
  boundReads?: readonly string[],
): Promise<(LongRunningView | Unanswered)[]> => {
  const locked = { kind: 'port-in' as const, solutionProvider, names: [`number:${subscriberNumber}`] };
  const { owners, formerItems } = await locks.about(locked);
  const former = await Promise.all(formerItems.map((id) => items.find('port-in', solutionProvider, id)));
  const views: (LongRunningView | Unanswered)[] = former.flatMap((item) =>
    item ? [longRunningView(item, boundReads)] : [],
  );
  const [owner] = Object.values(owners);
  const lock = owner && (await resolveLockOwner(locked, owner));
  if (lock?.item) {
    if (!formerItems.includes(lock.item.id)) views.push(longRunningView(lock.item, boundReads));
  } else if (owner?.requestId !== undefined && lock?.isHeld) {
    const { record } = lock;
    const isUnderWay = record !== undefined && currentOutcome(record, wireNow()) === 'in-flight';
    views.push({
      subscriberNumber,
      solutionProvider,
      ...(record && labelsIn(record)),
      ...datesOf(record, owner),
      ...unanswered(owner.requestId, isUnderWay ? 'submitting' : record ? 'unknown' : 'forgotten'),
      ...trackabilityOf('port-in', boundReads),
    });
  }
  return views;
};

const datesOf = (record: ResolvedLock['record'], { at }: LockOwner) => ({
  createdAt: record?.startedAt ?? at,
  updatedAt: record?.finishedAt ?? record?.startedAt ?? at,
});

/** `forgotten`: the record of the request has expired before anybody knew. */
const nextSteps: Record<'submitting' | 'unknown' | 'forgotten', LongRunningView['nextSteps'][number]> = {
  submitting: { action: 'wait', available: true, actor: 'att', description: 'The request is being made.' },
  unknown: {
    action: 'wait',
    available: true,
    actor: 'att',
    description: 'Nobody knows whether AT&T has taken the request. Look at the request; do not send another one.',
  },
  forgotten: {
    action: 'open-ticket',
    available: true,
    actor: 'att',
    description:
      'Nobody knows whether AT&T has taken the request, and its record has expired. Ask AT&T, and send no other one before you know; a port-in that AT&T has of the number is followed once you have read it by AT&T’s id.',
  },
};

const unanswered = (requestId: string, standing: keyof typeof nextSteps) => ({
  state: standing === 'submitting' ? standing : 'unknown',
  origin: 'here' as const,
  raw: {},
  final: false,
  request: `/v1/requests/${requestId}`,
  version: 0,
  pending: {},
  nextSteps: [nextSteps[standing]],
  timeline: [],
});
