import { pollKindNames, pollKinds, type Beginning, type PollKindName } from '#polling/kinds';
import { portInDueAt } from '#domain/business-time/port-in-due';
import type { SlaProfile } from '#domain/business-time/profiles';
import type { PollTarget } from '#polling/poll-job';
import { textAt } from '#domain/json/json-pointer';
import type { CallContext } from '#requests/call-context';

/** Something that is to be polled, and when it should be done. */
export interface PollJobToStart {
  target: PollTarget;
  dueAt: readonly number[];
}

/** When a call is looked at, and how long port-ins may take from then on. */
export interface FollowUpTerms {
  nowMs: number;
  portInProfiles: readonly SlaProfile[] | undefined;
}

/** What the outcome of a write leaves to be polled. */
export const pollJobsAfterWrite = (subject: CallContext, answer: unknown, terms: FollowUpTerms): PollJobToStart[] =>
  pollKindNames.flatMap((kind) =>
    pollKinds[kind].begunBy
      .filter(({ operation, unless }) => operation === subject.operation.id && !unless?.(subject.operation, answer))
      .flatMap(({ idIn }) => toWatch(subject, kind, idOf(subject, answer, idIn), terms)),
  );

/** What AT&T’s answer to a read leaves to be polled: anything that goes on and that nobody may be polling yet. */
export const pollJobsAfterRead = (subject: CallContext, answer: unknown, terms: FollowUpTerms): PollJobToStart[] =>
  pollKindNames
    .filter((kind) => pollKinds[kind].read === subject.operation.id)
    .filter((kind) => !pollKinds[kind].isFinal(subject.operation, answer))
    .flatMap((kind) => toWatch(subject, kind, idReadBy(subject, kind), terms));

const toWatch = (
  subject: CallContext,
  kind: PollKindName,
  id: string | undefined,
  terms: FollowUpTerms,
): PollJobToStart[] =>
  id === undefined
    ? []
    : [{ target: { solutionProvider: subject.solutionProvider, kind, id }, dueAt: dueAtOf(subject, kind, terms) }];

const idOf = (subject: CallContext, answer: unknown, idIn: Beginning['idIn']): string | undefined => {
  if ('body' in idIn) return textAt(subject.request.body?.value, idIn.body);
  return textAt(answer, idIn.answer === 'binding' ? subject.operation.binding.idAt : idIn.answer);
};

/** The parameter that a kind’s request is made of. */
const idReadBy = ({ request }: CallContext, kind: PollKindName): string | undefined => {
  const { path, query } = pollKinds[kind].request('{id}');
  const nameIn = (parameters: Record<string, string>): string | undefined =>
    Object.keys(parameters).find((name) => parameters[name] === '{id}');
  const inPath = nameIn(path);
  return inPath === undefined ? request.query[nameIn(query) ?? ''] : request.path[inPath];
};

const dueAtOf = (subject: CallContext, kind: PollKindName, { nowMs, portInProfiles }: FollowUpTerms): number[] =>
  kind === 'port-in'
    ? portInDueAt(nowMs, textAt(subject.request.body?.value, '/accountHolder/address/state'), portInProfiles)
    : pollKinds[kind].overdueAfterHours.map((hours) => nowMs + hours * 3_600_000);
