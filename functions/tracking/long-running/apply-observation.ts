import { timestampOf } from '#domain/timestamp';
import { isSameJson } from '#domain/json/is-same-json';
import { labelsIn, type Labels } from '#domain/labels';
import type { LongRunningUpdate, Observation } from '#domain/mobility/observation';
import { isFinal, mayFollow, unknownState, type LongRunningKindRules } from '#domain/mobility/long-running-kind';
import type { LongRunningEntry, LongRunningRequest } from '#tracking/long-running/long-running-request';

/**
 * What an observation does to an item. `moved`: another state. `same`: the state it had. `unmapped`: a word nobody knows;
 * the state stays. `anomaly`: a state that cannot follow; the state stays. `late`: something newer is known.
 */
export type ObservationEffect = 'moved' | 'same' | 'unmapped' | 'anomaly' | 'late';

export const effectOf = (
  rules: LongRunningKindRules,
  item: LongRunningRequest,
  { at, state }: Observation,
): ObservationEffect => {
  if (state === undefined) return at < item.observedAt ? 'late' : 'unmapped';
  if (at < item.stateAt) return 'late';
  if (state === item.state) return 'same';
  return mayFollow(rules, item.state, state) ? 'moved' : 'anomaly';
};

/** Who or what an observation comes from. */
export interface Origin {
  by?: string | undefined;
  requestId?: string | undefined;
  actor?: string | undefined;
  purpose?: string | undefined;
}

/**
 * The item after an observation. It only ever moves along the table of its kind, and never back in time, so the same
 * observations lead to the same state in whatever order they come in.
 */
export const applyObservation = (
  rules: LongRunningKindRules,
  item: LongRunningRequest,
  observation: Observation,
  origin: Origin = {},
): LongRunningRequest => {
  const effect = effectOf(rules, item, observation);
  if (effect === 'late') return item;
  const { state = item.state, at } = observation;
  const isNewest = at >= item.observedAt;
  const settled = effect === 'moved' || effect === 'same';
  const next: LongRunningRequest = {
    ...item,
    ...(settled && { state, stateAt: at }),
    ...(isNewest && newestOf(rules, item, observation, effect, settled ? state : item.state)),
    ...(effect === 'anomaly' && { anomaly: anomalyOf(observation, state) }),
  };
  if (settled && isNewest) delete next.anomaly;
  const entries = entriesFor(item, next, observation, effect).map((entry) => ({ ...entry, ...present(origin) }));
  if (entries.length === 0) return next;
  return { ...next, updatedAt: isNewest ? at : item.updatedAt, timeline: [...item.timeline, ...entries] };
};

const anomalyOf = ({ at, status }: Observation, state: string): LongRunningRequest['anomaly'] => ({
  at,
  state,
  ...(status !== undefined && { status }),
});

const newestOf = (
  rules: LongRunningKindRules,
  item: LongRunningRequest,
  observation: Observation,
  effect: ObservationEffect,
  state: string,
): Partial<LongRunningRequest> => {
  const { at, status, reason, details } = observation;
  return {
    observedAt: at,
    raw: { ...(status !== undefined && { status }), ...reason },
    reason: reasonIn(rules, observation, effect, state),
    details: { ...item.details, ...details },
  };
};

const reasonIn = (
  { reasonCode }: LongRunningKindRules,
  { reason }: Observation,
  effect: ObservationEffect,
  state: string,
): LongRunningRequest['reason'] => {
  const told = reason?.text ?? (isCode(reason?.code) ? undefined : reason?.code);
  const text = told === undefined ? {} : { text: told };
  if (effect === 'unmapped') return { code: 'unmapped', ...text };
  if (!reason) return undefined;
  const own = isCode(reason.code) ? reason.code : undefined;
  return { code: (reasonCode ? reasonCode(state, reason) : own) ?? 'unmapped', ...text };
};

/** Codes are told in events and logs; a sentence in their place, which may name somebody, is for the partner alone. */
const isCode = (text: string | undefined): boolean => text === undefined || /^[\w.-]{1,64}$/.test(text);

const entriesFor = (
  before: LongRunningRequest,
  after: LongRunningRequest,
  { at, status, state }: Observation,
  effect: ObservationEffect,
): LongRunningEntry[] => {
  const word = status === undefined ? {} : { status };
  const reason = after.reason === undefined ? {} : { reason: after.reason.code };
  const isNewWord = before.raw.status !== after.raw.status;
  switch (effect) {
    case 'moved':
      return [{ at, type: 'state-changed', before: before.state, after: after.state, ...word, ...reason }];
    case 'anomaly':
      if (before.anomaly?.state === state && before.anomaly?.status === status) return [];
      return [{ at, type: 'anomaly', before: before.state, ...(state !== undefined && { after: state }), ...word }];
    case 'unmapped':
      return isNewWord || before.reason?.code !== 'unmapped'
        ? [{ at, type: 'unmapped', before: before.state, ...word }]
        : [];
    default:
      return before.reason?.code === after.reason?.code && isSameJson(before.details, after.details)
        ? []
        : [{ at, type: 'details-changed', after: after.state, ...word, ...reason }];
  }
};

const present = (origin: Origin): Origin =>
  Object.fromEntries(Object.entries(origin).filter(([, value]) => value !== undefined));

export interface NewLongRunningRequest extends LongRunningUpdate {
  solutionProvider: string;
  origin: LongRunningRequest['origin'];
  guards?: readonly string[];
  labels?: Labels | undefined;
}

/** Of a state that no answer has shown. */
const beforeAnything = timestampOf(0);

/** An item as it is first known. */
export const newLongRunningRequest = (
  rules: LongRunningKindRules,
  { kind, id, observation, solutionProvider, origin, guards = [], labels = {} }: NewLongRunningRequest,
  from: Origin,
): LongRunningRequest => {
  const { at, status, state } = observation;
  const blank: LongRunningRequest = {
    kind,
    solutionProvider,
    id,
    origin,
    state: unknownState,
    stateAt: beforeAnything,
    observedAt: at,
    raw: {},
    details: {},
    guards: [...guards],
    ...labelsIn(labels),
    ...(from.requestId !== undefined && { requestId: from.requestId }),
    createdAt: at,
    updatedAt: at,
    pending: {},
    revision: 1,
    timeline: [],
  };
  const known = status === undefined && state === undefined ? blank : applyObservation(rules, blank, observation);
  const entry: LongRunningEntry = {
    at,
    type: origin === 'here' ? 'opened' : 'adopted',
    after: state ?? unknownState,
    ...(status !== undefined && { status }),
    ...(known.reason && { reason: known.reason.code }),
    ...present(from),
  };
  return { ...known, timeline: [entry] };
};

/** Whether it has what only one may have. A line in service has its device although its activation is done. */
export const keepsLocks = (rules: LongRunningKindRules, item: LongRunningRequest): boolean =>
  !isDone(rules, item) || (rules.keepsLocksIn?.includes(item.state) ?? false);

/** Whether nothing more can come of it. AT&T contradicting itself leaves it open. */
export const isDone = (rules: LongRunningKindRules, item: LongRunningRequest): boolean =>
  isFinal(rules, item.state) && item.anomaly === undefined;
