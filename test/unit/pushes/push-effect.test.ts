import { isFinal, mayFollow, statesOf } from '#domain/mobility/long-running-kind';
import { longRunningRules } from '#domain/mobility/long-running-kinds';
import { longRunningKinds, type LongRunningKind } from '#domain/mobility/observation';
import { besideKnown, mayBeOvertaken, pushEffectOn } from '#pushes/push-effect';
import { anyKind } from '#tracking/long-running/any-kind';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';

const [earlier, then, later] = ['09', '10', '11'].map((hour) => `2026-11-05T${hour}:00:00.000Z`) as [
  string,
  string,
  string,
];

const itemIn = (kind: LongRunningKind, state: string): LongRunningRequest => ({
  ...anyKind.newLongRunningRequest(
    { kind, id: '1', observation: { at: earlier, details: {} }, solutionProvider: 'A-06399x', origin: 'here' },
    {},
  ),
  state,
  stateAt: then,
  observedAt: then,
});

const pairs = longRunningKinds.flatMap((kind) => {
  const rules = longRunningRules[kind];
  return statesOf(rules).flatMap((from) => statesOf(rules).map((to) => ({ kind, rules, from, to })));
});

describe.each(pairs)('$kind, $from known and $to pushed', ({ kind, rules, from, to }) => {
  const item = itemIn(kind, from);
  const effectAt = (at: string) => pushEffectOn(item, { at, state: to, details: {} });

  it('moves where the table of states lets a read move it, and never out of an end', () => {
    expect(effectAt(later) === 'applied').toBe(from !== to && mayFollow(rules, from, to));
    if (isFinal(rules, from)) expect(effectAt(later)).not.toBe('applied');
  });

  it('changes nothing that was seen after it, and contradicts nothing but another end', () => {
    const areEnds = isFinal(rules, from) && isFinal(rules, to);
    expect(effectAt(earlier)).toBe(from === to ? 'known' : areEnds ? 'contradicts' : 'late');
  });

  it('contradicts only what neither can have come before nor after', () => {
    const isRelated = from === to || mayFollow(rules, from, to) || mayFollow(rules, to, from);
    expect(effectAt(later) === 'contradicts').toBe(!isRelated);
  });

  it('leaves no anomaly and one entry at most', () => {
    const seen = { at: later, state: to, details: {} };
    const after = pushEffectOn(item, seen) === 'applied' ? anyKind.applyObservation(item, seen) : item;
    expect(after.anomaly).toBeUndefined();
    const again = pushEffectOn(after, seen) === 'applied' ? anyKind.applyObservation(after, seen) : after;
    expect(again.timeline).toEqual(after.timeline);
  });
});

it('a message may have been overtaken by what can follow it', () => {
  const seen = (state: string) => ({ at: later, state, details: {} });
  expect(mayBeOvertaken(itemIn('port-in', 'confirmed'), seen('pending'))).toBe(true);
  expect(mayBeOvertaken(itemIn('port-in', 'confirmed'), seen('completed'))).toBe(false);
});

it('a message need not repeat what is known', () => {
  const item = { ...itemIn('port-in', 'confirmed'), details: { confirmedDate: '2026-11-06T15:30:00Z' } };
  const seen = besideKnown(item, { at: later, status: 'inProgress', state: 'pending', details: {} });
  expect(pushEffectOn(item, seen)).toBe('known');
});

it('a message that was faster than the answer to its write counts from that', () => {
  const item = itemIn('port-in', 'submitted');
  expect(besideKnown({ ...item, createdAt: then }, { at: earlier, state: 'completed', details: {} }).at).toBe(then);
});
