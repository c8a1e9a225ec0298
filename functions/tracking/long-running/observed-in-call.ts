import type { LongRunningTrackingRule } from '#domain/mobility/tracking-rules';
import type { SlaProfile } from '#domain/business-time/profiles';
import { textAt } from '#domain/json/json-pointer';
import { storableText, type LongRunningUpdate, type Observation } from '#domain/mobility/observation';
import { plainWord, stateOfWord } from '#domain/mobility/long-running-kind';
import type { Origin } from '#tracking/long-running/apply-observation';
import type { LongRunningKinds } from '#tracking/long-running/kinds';
import type { LockedNames } from '#tracking/long-running/unique-locks';
import type { CallContext } from '#requests/call-context';

/** A text of the caller’s request, by a pointer into `{path, query, body}`. */
export const requestText = (
  { request }: Pick<CallContext, 'request'>,
  pointer: string | undefined,
): string | undefined => textAt({ path: request.path, query: request.query, body: request.body?.value }, pointer);

/** AT&T’s id of the item a call is about, as far as the request says it. */
export const requestedItem = (context: CallContext, { idAt }: LongRunningTrackingRule): string | undefined =>
  requestText(context, idAt);

/** What the request wants for itself alone. */
export const lockedBy = (context: CallContext, { kind, locks }: LongRunningTrackingRule): LockedNames => ({
  kind,
  solutionProvider: context.solutionProvider,
  names: namedIn(context, locks),
});

/** Values of a request, each with its name: `imei:352099000001046`. */
export const namedIn = (context: CallContext, pointers: Readonly<Record<string, string>> = {}): string[] =>
  Object.entries(pointers).flatMap(([name, pointer]) => {
    const value = requestText(context, pointer);
    return value === undefined ? [] : [`${name}:${value}`];
  });

export const originOf = (context: CallContext, requestId?: string): Origin => ({
  by: context.clientId,
  requestId,
  actor: context.audit?.actor,
  purpose: context.audit?.reason,
});

/** What AT&T’s answer shows of the item it is about. */
export const observationIn = (
  { rulesOf }: LongRunningKinds,
  context: CallContext,
  rule: LongRunningTrackingRule,
  answer: unknown,
  at: string,
): Observation => {
  const rules = rulesOf(rule.kind);
  const { reason, details } = rules.read(answer);
  const kept = Object.entries(rule.storedDetails ?? {}).flatMap(([name, pointer]) => {
    const value = requestText(context, pointer);
    return value === undefined ? [] : [[name, value]];
  });
  const word = textAt(answer, context.operation.binding.statusAt)?.trim();
  const known = word === undefined ? undefined : stateOfWord(rules, word);
  const state = rules.refine ? rules.refine(known, details, plainWord(word ?? '')) : known;
  return {
    at,
    ...(word !== undefined && word !== '' && { status: storableText(word) }),
    ...(state !== undefined && { state }),
    ...(reason && { reason }),
    details: { ...(Object.fromEntries(kept) as Record<string, unknown>), ...details },
  };
};

/** The state a write’s own answer leads to: without a word for it AT&T has taken the request, no more. */
export const updateFrom = (
  kinds: LongRunningKinds,
  context: CallContext,
  rule: LongRunningTrackingRule,
  answer: unknown,
  { at, portInProfiles }: { at: string; portInProfiles?: readonly SlaProfile[] | undefined },
): LongRunningUpdate | undefined => {
  const id = textAt(answer, context.operation.binding.idAt) ?? requestedItem(context, rule);
  if (id === undefined) return undefined;
  const seen = observationIn(kinds, context, rule, answer, at);
  const isWordless = seen.status === undefined;
  if (rule.step === 'cancel') {
    // AT&T’s word here is of the cancellation, which may have only begun.
    const state = seen.state === 'cancelled' ? 'cancelled' : 'cancelling';
    return { kind: rule.kind, id, observation: { ...seen, state } };
  }
  if (rule.step !== 'open' && isWordless) return undefined;
  const { opened, dueAt } = kinds.rulesOf(rule.kind);
  const state = isWordless ? opened : seen.state;
  const due = rule.step === 'open' ? dueAt?.(context.request.body?.value, at, portInProfiles) : undefined;
  const details = { ...seen.details, ...(due !== undefined && { dueAt: due }) };
  return { kind: rule.kind, id, observation: { ...seen, details, ...(state !== undefined && { state }) } };
};
