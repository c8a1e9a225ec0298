import * as z from 'zod';
import type { LongRunningKind } from '#domain/mobility/observation';
import { longRunningRequests } from '#platform/table/keys';
import { filledPage, isChangedSince } from '#routes/list-page';
import type { LongRunningReads } from '#routes/long-running/tracked-item';
import { longRunningView, type LongRunningView } from '#tracking/long-running/long-running-view';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';
import { portInsOfNumber } from '#tracking/long-running/port-ins-of-number';

/** What stands in the item, or in a line of it. */
const details = ['subscriberNumber', 'portRequestNumber', 'externalId', 'apn'] as const;
/** What only one activation may have at a time. */
const devices = ['imei', 'sim', 'eid'] as const;

type Filter = Partial<
  Record<
    (typeof details | typeof devices)[number] | 'customerReference' | 'state' | 'updatedSince' | 'limit' | 'cursor',
    string | undefined
  >
>;

type ListedView = Pick<LongRunningView, 'state' | 'updatedAt' | 'nextSteps' | 'timeline' | 'earlierEntries'> & {
  customerReference?: string | undefined;
  lines?: unknown;
  subscribers?: unknown;
} & Partial<Record<(typeof details)[number], unknown>>;

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

const summaryOf = ({ timeline: _timeline, earlierEntries: _earlier, nextSteps: _steps, ...summary }: ListedView) =>
  summary;

const matches = (view: ListedView, filter: Filter): boolean =>
  (filter.state === undefined || view.state === filter.state) &&
  details.every((name) => filter[name] === undefined || valuesOf(view, name).includes(filter[name])) &&
  (filter.customerReference === undefined || view.customerReference === filter.customerReference) &&
  isChangedSince(view.updatedAt, filter.updatedSince);

const lines = z.array(z.looseObject({})).catch([]);

const valuesOf = (view: ListedView, name: (typeof details)[number]): unknown[] =>
  [view, ...lines.parse(view.lines), ...lines.parse(view.subscribers)].map((one) => (one as ListedView)[name]);

const isForDevice = ({ guards }: LongRunningRequest, filter: Filter): boolean =>
  devices.every((name) => filter[name] === undefined || guards.includes(`${name}:${filter[name]}`));

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
      const wanted = items.filter((item) => isForDevice(item, filter));
      const current = await Promise.all(wanted.map((item) => longRunning.items.withOutcomes(item)));
      return { views: current.map((item) => longRunningView(item, boundReads)), next };
    },
    matches: (view) => matches(view, filter),
  });
};
