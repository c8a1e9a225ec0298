import * as z from 'zod';
import { operations } from '#operations/registry';
import { executionNameOf, type PollJob } from '#polling/poll-job';
import type { RequestRecord } from '#requests/request-record';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';
import { stateOf, type TrackedOrder } from '#tracking/order/tracked-order';
import type { ResolvedBinding } from '#platform/resolved-binding';
import { codeOf, factOf, idOf, mediaTypeOf, numbersIn, present, statusOf, timeOf, traceOf, wordOf } from './plain';

const problemBody = z.looseObject({
  code: z.unknown(),
  upstream: z.looseObject({ status: z.unknown(), code: z.unknown() }).optional(),
});

/** A write as AT&T may see it: no parameter, no text, nobody’s number. */
export const requestShown = (record: RequestRecord, bindings: Readonly<Record<string, ResolvedBinding>>) => {
  const { response, upstreamAnswer, readBack } = record;
  return present({
    requestId: record.requestId,
    operation: wordOf(record.operation),
    sentTo: addressOf(bindings[record.operation]),
    outcome: record.outcome,
    startedAt: record.startedAt,
    deadlineAt: record.deadlineAt,
    finishedAt: record.finishedAt,
    requestHash: record.bodyHash,
    attTraceId: traceOf(record.traceId),
    /** Reads that were to find out what became of it. */
    attTraceIdOfReads: record.timeline === undefined ? undefined : record.requestId,
    attReference: referenceOf(record),
    answer: response && present({ status: response.status, ...problemIn(response.body) }),
    answerNobodyUnderstood:
      upstreamAnswer &&
      present({
        status: upstreamAnswer.status,
        contentType: mediaTypeOf(upstreamAnswer.contentType),
        receivedAt: upstreamAnswer.receivedAt,
        isCut: upstreamAnswer.isCut,
      }),
    foundBy: wordOf(readBack?.operation),
    bulkWriteId: traceOf(record.bulkWriteId),
    timeline: record.timeline?.map(({ at, outcome }) => ({ at, outcome })),
  });
};

/** Where AT&T takes it; the path as it is stated, without what calls put in it. */
const addressOf = (binding: ResolvedBinding | undefined) =>
  binding &&
  present({ method: binding.method, host: binding.baseUrl && new URL(binding.baseUrl).host, path: binding.path });

const problemIn = (body: string): object => {
  const { data } = problemBody.safeParse(parsed(body));
  if (!data) return {};
  const status = typeof data.upstream?.status === 'number' ? data.upstream.status : undefined;
  return present({ problem: wordOf(data.code), attStatus: status, attCode: codeOf(data.upstream?.code) });
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Of what is tracked alone: what AT&T makes otherwise is an account, or a line. */
const referenceOf = ({ operation: id, attReference, request }: RequestRecord): string | undefined => {
  const operation = operations.find((one) => one.id === id);
  const isTracked = operation !== undefined && (operation.longRunning !== undefined || operation.order !== undefined);
  if (!isTracked) return undefined;
  return idOf(attReference, numbersIn([request.path, request.query, parsed(request.body ?? '')]));
};

/** What AT&T works on. */
export const itemShown = (item: LongRunningRequest, job: PollJob | undefined) => {
  const { portRequestNumber, ...details } = item.details;
  const numbers = numbersIn([details, item.guards.map((guard) => guard.slice(guard.indexOf(':') + 1))]);
  return present({
    kind: item.kind,
    id: idOf(item.id, numbers),
    portRequestNumber: idOf(portRequestNumber, numbers),
    state: wordOf(item.state),
    stateAt: item.stateAt,
    observedAt: item.observedAt,
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
    origin: item.origin,
    attStatus: statusOf(item.raw.status),
    attCode: codeOf(item.raw.code),
    reason: codeOf(item.reason?.code),
    earlierEntries: item.movedEntries,
    timeline: item.timeline.map(entryShown),
    polling: job && jobShown(job),
  });
};

type Entry = LongRunningRequest['timeline'][number] | TrackedOrder['timeline'][number];

const entryShown = (entry: Entry) =>
  present({
    at: entry.at,
    type: entry.type,
    before: wordOf(entry.before),
    after: wordOf(entry.after),
    ...('status' in entry && { attStatus: statusOf(entry.status) }),
    ...('reason' in entry && { reason: codeOf(entry.reason) }),
    ...('change' in entry && { change: wordOf(entry.change) }),
    ...('fact' in entry && { fact: factOf(entry.fact) }),
    requestId: traceOf(entry.requestId),
  });

const jobShown = (job: PollJob) =>
  present({
    kind: job.kind,
    startedAt: job.startedAt,
    polls: job.polls,
    misses: job.misses,
    polledAt: job.polledAt,
    dueAt: job.dueAt,
    overdue: job.overdue,
    outcome: job.outcome,
    attTraceIdOfLastPoll: job.polls === 0 ? undefined : `${executionNameOf(job, job.run)}.${job.polls}`,
  });

export const orderShown = (order: TrackedOrder, jobs: readonly PollJob[]) =>
  present({
    program: order.program,
    quoteId: order.quoteId,
    orderId: order.orderId,
    subOrderIds: order.subOrderIds,
    state: stateOf(order),
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    origin: order.origin,
    facts: Object.entries(order.facts).map(([fact, { value, provenance, at, requestId }]) =>
      present({ fact: factOf(fact), value: wordOf(value), provenance, at: timeOf(at), requestId: traceOf(requestId) }),
    ),
    earlierEntries: order.movedEntries,
    timeline: order.timeline.map(entryShown),
    polling: jobs.map(jobShown),
  });

export type RequestShown = ReturnType<typeof requestShown>;
export type ItemShown = ReturnType<typeof itemShown>;
export type OrderShown = ReturnType<typeof orderShown>;
