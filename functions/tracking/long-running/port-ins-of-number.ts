import { standingOf } from '#requests/request-store';
import type { GuardStore } from '#tracking/long-running/unique-locks';
import type { Held, LookBehind } from '#tracking/long-running/resolve-lock-owner';
import type { ProgressStore } from '#tracking/long-running/long-running-store';
import { progressView, type ProgressView } from '#tracking/long-running/long-running-view';
import { trackabilityOf } from '#tracking/trackability';

export interface ProgressParts {
  items: ProgressStore;
  guards: GuardStore;
  lookBehind: LookBehind;
}

/** A port-in of which only the request is known: AT&T’s answer to it is not. */
type Unanswered = Omit<ProgressView, 'id' | 'kind' | 'raw' | 'origin' | 'observedAt'> & { origin: 'here'; raw: object };

/** Every port-in of a number that the gateway knows of, oldest first; the last may be one whose outcome is not known. */
export const portInsOfNumber = async (
  { items, guards, lookBehind }: ProgressParts,
  solutionProvider: string,
  subscriberNumber: string,
  boundReads?: readonly string[],
): Promise<(ProgressView | Unanswered)[]> => {
  const guarded = { kind: 'port-in' as const, solutionProvider, names: [`number:${subscriberNumber}`] };
  const { holders, formerItems } = await guards.about(guarded);
  const former = await Promise.all(formerItems.map((id) => items.find('port-in', solutionProvider, id)));
  const views: (ProgressView | Unanswered)[] = former.flatMap((item) => (item ? [progressView(item, boundReads)] : []));
  const [holder] = Object.values(holders);
  const held = holder && (await lookBehind(guarded, holder));
  if (held?.item) {
    if (!formerItems.includes(held.item.id)) views.push(progressView(held.item, boundReads));
  } else if (held?.isHeld && held.record) {
    views.push(unanswered(held.record, solutionProvider, subscriberNumber, boundReads));
  }
  return views;
};

const unanswered = (
  record: NonNullable<Held['record']>,
  solutionProvider: string,
  subscriberNumber: string,
  boundReads: readonly string[] | undefined,
): Unanswered & { subscriberNumber: string } => {
  const isUnderWay = standingOf(record, Date.now()) === 'in-flight';
  return {
    subscriberNumber,
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
