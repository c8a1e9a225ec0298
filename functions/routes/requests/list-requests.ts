import * as z from 'zod';
import { longRecordId } from '#domain/order/record-id';
import { pointInTime } from '#domain/point-in-time';
import { writeOperationIds } from '#operations/listing';
import { leadKey, type LeadStore } from '#tracking/leads/lead-store';
import { requestRecords } from '#platform/table/keys';
import { aboutOf, subjectNames, type SubjectName } from '#requests/about';
import { requestOutcomes } from '#requests/request-outcome';
import { requestKey, requestRecordId, type RequestRecord } from '#requests/request-record';
import { currentOutcome, type RequestStore } from '#requests/request-store';
import { requestView } from '#requests/request-view';
import { requestViewSchema } from '#requests/request-view-schema';
import { defineRoute } from '#routes/define-route';
import { filledPage, isChangedSince, pageQuery, referenceFilter, type Page, type PageRequest } from '#routes/list-page';
import { requestExample } from '#routes/requests/request-example';

const id = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\x20-\x7e]+$/, 'must be printable ASCII');

/** A filter for everything a request can be about. */
const subjects = Object.fromEntries(
  subjectNames.map((name) => [name, id.describe('Only requests that were about it.').optional()]),
) as Record<SubjectName, z.ZodOptional<z.ZodString>>;

const query = z.object({
  outcome: z.enum(requestOutcomes).optional(),
  operation: z.enum(writeOperationIds).describe('Id of the operation.').optional(),
  idempotencyKey: z.string().min(1).max(255).describe('The `Idempotency-Key` it was sent with; not shown anywhere.').optional(), // prettier-ignore
  customerReference: referenceFilter,
  ...subjects,
  since: pointInTime.describe('Only those that were begun at or after this time.').optional(),
  ...pageQuery,
});
type Filter = z.output<typeof query>;

const summary = requestViewSchema.omit({ answer: true, foundBy: true, upstreamAnswer: true });

interface RequestListing {
  requests: Pick<RequestStore, 'find' | 'list'>;
  leads: Pick<LeadStore, 'from'>;
  wireNow: () => number;
}

export const listRequests = defineRoute({
  id: 'list-requests',
  scope: 'tracking:read',
  summary: 'List requests',
  description:
    'Writes of the Solution Provider of the last 30 days, and older ones whose outcome nobody knows, by when they were begun, oldest first; one that was sent again under its key stands where it was begun last. Filters are combined. What a request was about is in `about`; its answer is on the request itself. A request is found by what it is about a moment after it was begun, by its `idempotencyKey` at once. A page may hold fewer entries than its limit and still have a next one.',
  impact: 'Partners cannot find the writes whose outcome nobody knows, or those of one of their customers.',
  method: 'GET',
  path: '/v1/requests',
  request: { query },
  response: z.object({
    requests: z.array(summary),
    nextCursor: z.string().describe('Send it as `cursor` to go on; absent on the last page.').optional(),
  }),
  problems: [],
  example: {
    request: { query: { outcome: 'unknown', quoteId: '0Q0dx000002UEnZCAW' } },
    answer: { status: 200, body: { requests: [requestExample] } },
  },
  answer: async ({ query: filter, solutionProvider }, deps: RequestListing) => {
    const { views, nextCursor } = await pageOf(deps, solutionProvider, filter);
    return { body: { requests: views.map(summaryOf), ...(nextCursor !== undefined && { nextCursor }) } };
  },
});

const summaryOf = (record: RequestRecord): object => {
  const { answer: _answer, foundBy: _foundBy, ...shown } = requestView(record) as Record<string, unknown>;
  return shown;
};

const pageOf = async (deps: RequestListing, solutionProvider: string, filter: Filter): Promise<Page<RequestRecord>> => {
  const matches = (record: RequestRecord): boolean =>
    record.solutionProvider === solutionProvider && isWanted(record, filter);
  const { idempotencyKey, limit, cursor } = filter;
  if (idempotencyKey === undefined)
    return filledPage<RequestRecord>({ limit, cursor, matches, ...entriesFor(deps, solutionProvider, filter) });
  const keyed = await Promise.all(
    writeOperationIds.map((operation) =>
      deps.requests.find(requestRecordId(solutionProvider, operation, idempotencyKey)),
    ),
  );
  const found = keyed.flatMap((record) => (record ? [current(deps, record)] : [])).filter(matches);
  return { views: found.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1)) };
};

const current = ({ wireNow }: RequestListing, record: RequestRecord): RequestRecord => ({
  ...record,
  outcome: currentOutcome(record, wireNow()),
});

/** Where there is an id, the requests it leads to; else all of them. */
const entriesFor = (
  deps: RequestListing,
  solutionProvider: string,
  filter: Filter,
): Pick<PageRequest<RequestRecord>, 'keysAt' | 'read'> => {
  const foundBy = [filter.customerReference, ...subjectNames.map((name) => filter[name])].find(
    (one) => one !== undefined,
  );
  if (foundBy !== undefined) return ledTo(deps, solutionProvider, foundBy);
  const since = filter.since === undefined ? undefined : new Date(filter.since).toISOString();
  return {
    keysAt: ({ createdAt: startedAt, id: requestId }) => ({
      ...requestKey(requestId),
      ...requestRecords.list.of({ solutionProvider, startedAt, requestId }),
    }),
    read: async (limit, after) => {
      const { records, next } = await deps.requests.list(solutionProvider, since, limit, after);
      return { views: records.map((record) => current(deps, record)), next };
    },
  };
};

const ledTo = (
  deps: RequestListing,
  solutionProvider: string,
  foundBy: string,
): Pick<PageRequest<RequestRecord>, 'keysAt' | 'read'> => ({
  keysAt: ({ createdAt: at, id: requestId }) => ({
    ...leadKey(solutionProvider, foundBy, { kind: 'request', at, id: requestId }),
  }),
  read: async (limit, after) => {
    const { leads, next } = await deps.leads.from(solutionProvider, foundBy, { kind: 'request', limit, after });
    const found = await Promise.all(leads.map(async (lead) => ({ lead, record: await deps.requests.find(lead.id) })));
    // One that was begun again since has another lead.
    const views = found.flatMap(({ lead, record }) => (record?.startedAt === lead.at ? [current(deps, record)] : []));
    const last = leads.at(-1);
    return { views, ...(next && last && { next: { ...next, listSk: `${last.at}#${last.id}` } }) };
  },
});

/** In either form of a record id. */
const isAmong = (wanted: string | undefined, ids: readonly string[] = []): boolean =>
  wanted === undefined || ids.some((one) => longRecordId(one) === longRecordId(wanted));

const isWanted = (record: RequestRecord, filter: Filter): boolean => {
  const { outcome, operation, since, updatedSince } = filter;
  const about = aboutOf(record);
  return (
    (outcome === undefined || record.outcome === outcome) &&
    (operation === undefined || record.operation === operation) &&
    (filter.customerReference === undefined || record.customerReference === filter.customerReference) &&
    isChangedSince(record.startedAt, since) &&
    isChangedSince(record.finishedAt ?? record.startedAt, updatedSince) &&
    subjectNames.every((name) => isAmong(filter[name], about[name]))
  );
};
