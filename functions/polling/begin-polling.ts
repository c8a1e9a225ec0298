import type { PolledRead } from '#domain/define-operation';
import { textAt } from '#domain/json/json-pointer';
import { longRecordId } from '#domain/order/record-id';
import { requestedTextAt } from '#domain/parsed-request';
import type { SlaProfile } from '#domain/business-time/profiles';
import { endsPolling, idReadAt, orderIdReadBy } from '#polling/polled-read';
import type { PollTarget } from '#polling/poll-job';
import type { CallContext } from '#requests/call-context';

/** Something that is to be polled, and when it should be done. */
export interface PollJobToStart {
  target: PollTarget;
  dueAt: () => readonly number[];
}

/** When a call is looked at, and how long port-ins may take from then on. */
export interface FollowUpTerms {
  nowMs: number;
  portInProfiles: readonly SlaProfile[] | undefined;
}

/** What the outcome of a write leaves to be polled. */
export const pollJobAfterWrite = (
  context: CallContext,
  answer: unknown,
  terms: FollowUpTerms,
): PollJobToStart | undefined => {
  const read = context.operation.polledBy;
  return read && pollJobOf(context, read, idGivenTo(read, context, answer), answer, terms);
};

/** What AT&T’s answer to a read leaves to be polled: anything that goes on and that nobody may be polling yet. */
export const pollJobAfterRead = (
  context: CallContext,
  answer: unknown,
  terms: FollowUpTerms,
): PollJobToStart | undefined => {
  const { operation, request } = context;
  if (!isPolled(operation)) return undefined;
  return pollJobOf(context, operation, requestedTextAt(request, idReadAt(operation)), answer, terms);
};

const isPolled = (operation: CallContext['operation']): operation is PolledRead => operation.polled !== undefined;

/** The id that the read takes: of an order the one that the write names, otherwise the one that AT&T gave in its answer. */
const idGivenTo = (read: PolledRead, { operation, request }: CallContext, answer: unknown): string | undefined => {
  const named = orderIdReadBy(read);
  return named ? requestedTextAt(request, operation.order?.[named]) : textAt(answer, operation.binding.idAt);
};

/** One thing is polled once, by whichever form of its id it was asked for. */
export const pollTargetId = (read: PolledRead, id: string): string => (orderIdReadBy(read) ? longRecordId(id) : id);

const pollJobOf = (
  { operation, request, solutionProvider }: CallContext,
  read: PolledRead,
  id: string | undefined,
  answer: unknown,
  { nowMs, portInProfiles }: FollowUpTerms,
): PollJobToStart | undefined => {
  const { polled } = read;
  if (id === undefined || endsPolling(polled, operation, answer)) return undefined;
  const { kind, overdue } = polled;
  return {
    target: { solutionProvider, kind, id: pollTargetId(read, id) },
    dueAt: () =>
      'at' in overdue
        ? overdue.at(request.body?.value, nowMs, portInProfiles)
        : overdue.afterHours.map((hours) => nowMs + hours * 3_600_000),
  };
};
