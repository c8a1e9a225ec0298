import type { LongRunningKind } from '#domain/mobility/observation';
import { longRunningRequests } from '#platform/table/keys';
import { filledPage, isChangedSince } from '#routes/list-page';
import type { LongRunningReads } from '#routes/long-running/tracked-item';
import { longRunningView, type LongRunningView } from '#tracking/long-running/long-running-view';
import { portInsOfNumber } from '#tracking/long-running/port-ins-of-number';

interface Filter {
  state?: string | undefined;
  subscriberNumber?: string | undefined;
  updatedSince?: string | undefined;
  limit?: string | undefined;
  cursor?: string | undefined;
}

type ListedView = Pick<LongRunningView, 'state' | 'updatedAt' | 'nextSteps' | 'timeline'> & {
  subscriberNumber?: unknown;
};

/** A page of port-ins, activations or PDP batches, without next steps and timeline. @throws Problem `invalid-request` for a cursor that is none */
export const trackedItems = async (
  deps: LongRunningReads,
  kind: LongRunningKind,
  solutionProvider: string,
  filter: Filter,
): Promise<{ items: object[]; nextCursor?: string }> => {
  const { views, nextCursor } = await pageOf(deps, kind, solutionProvider, filter);
  return { items: views.map(summaryOf), ...(nextCursor !== undefined && { nextCursor }) };
};

const summaryOf = ({ timeline: _timeline, nextSteps: _nextSteps, ...summary }: ListedView) => summary;

const matches = (view: ListedView, { state, subscriberNumber, updatedSince }: Filter): boolean =>
  (state === undefined || view.state === state) &&
  (subscriberNumber === undefined || view.subscriberNumber === subscriberNumber) &&
  isChangedSince(view.updatedAt, updatedSince);

const pageOf = async (
  { longRunning, boundReads }: LongRunningReads,
  kind: LongRunningKind,
  solutionProvider: string,
  filter: Filter,
): Promise<{ views: ListedView[]; nextCursor?: string }> => {
  const { limit, cursor, subscriberNumber } = filter;
  if (kind === 'port-in' && subscriberNumber !== undefined) {
    // A number has few; they are found by it, without reading the others.
    const views: ListedView[] = await portInsOfNumber(longRunning, solutionProvider, subscriberNumber, boundReads);
    return { views: views.filter((view) => matches(view, filter)).slice(0, Number(limit ?? 25)) };
  }
  return filledPage<ListedView>({
    limit,
    cursor,
    keysAt: ({ createdAt, id }) => ({
      ...longRunningRequests[kind].key.of({ solutionProvider, id }),
      ...longRunningRequests[kind].list.of({ solutionProvider, createdAt, id }),
    }),
    read: async (most, after) => {
      const { items, next } = await longRunning.items.list(kind, solutionProvider, most, after);
      const current = await Promise.all(items.map((item) => longRunning.items.withOutcomes(item)));
      return { views: current.map((item) => longRunningView(item, boundReads)), next };
    },
    matches: (view) => matches(view, filter),
  });
};
