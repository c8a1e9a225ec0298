import { operationById } from '#operations/registry';
import { noEffects, type WriteEffects } from '#requests/write-effects';
import { composeWriteEffects } from '#tracking/compose-write-effects';
import { contextOf } from './order/orders';

/** Effects that say whose they are, and what they were asked. */
const said: unknown[] = [];
const effectsNamed = (name: string): WriteEffects =>
  Object.fromEntries(
    Object.keys(noEffects).map((effect) => [
      effect,
      (...asked: unknown[]) => (said.push([name, effect, ...asked]), name),
    ]),
  ) as unknown as WriteEffects; // of every name one function
const effects = composeWriteEffects({
  order: effectsNamed('order'),
  longRunning: effectsNamed('longRunning'),
  line: effectsNamed('line'),
});

it.each([
  ['order', 'apex-create-order'],
  ['longRunning', 'request-port-in'],
  ['line', 'suspend-subscriber'],
] as const)('what is about an item of kind %s is told to its rules, with all that was said: %s', async (name, id) => {
  const context = contextOf(id, {});
  const answer = { any: 'answer' };
  const calls = {
    reserve: () => effects.reserve(context, 'req_1'),
    release: () => effects.release(context, 'req_1'),
    isReserved: () => effects.isReserved(context, 'req_1'),
    trackedKey: () => effects.trackedKey(context),
    effectsOf: () => effects.effectsOf(context, answer, 'req_1'),
    scheduleFollowUp: () => effects.scheduleFollowUp(context, answer),
    recordObservation: () => effects.recordObservation(context, answer),
    observedKey: () => effects.observedKey(context),
  } satisfies Record<keyof WriteEffects, () => unknown>;
  for (const [effect, call] of Object.entries(calls)) {
    said.length = 0;
    expect(await call()).toBe(name);
    expect(said).toEqual([[name, effect, context, ...wordsOf(effect)]]);
  }
});

const wordsOf = (effect: string): unknown[] => {
  if (['trackedKey', 'observedKey'].includes(effect)) return [];
  if (effect === 'effectsOf') return [{ any: 'answer' }, 'req_1'];
  return ['scheduleFollowUp', 'recordObservation'].includes(effect) ? [{ any: 'answer' }] : ['req_1'];
};

it('what is about nothing tracked passes through untouched', async () => {
  const context = contextOf('create-billing-account', {});
  const { order, longRunning, line } = operationById('create-billing-account');
  expect([order, longRunning, line]).toEqual([undefined, undefined, undefined]);
  said.length = 0;
  expect(await effects.reserve(context, 'req_1')).toEqual({ warnings: [] });
  expect(effects.effectsOf(context, {}, 'req_1')).toEqual({ update: undefined, items: [] });
  expect([await effects.isReserved(context, 'req_1'), await effects.trackedKey(context)]).toEqual([
    undefined,
    undefined,
  ]);
  expect([effects.observedKey(context), said]).toEqual([undefined, []]);
});
