import fc from 'fast-check';
import type { OrderView } from '#tracking/order/order-view';
import type { TimelineEntry } from '#tracking/order/tracked-order';
import type { OrderStepId } from '../journeys/ordering-requests';
import { makeUpDate, passTime } from '../support/made-up-date';
import { mishaps } from '../support/watched-client';
import { nameOf, orderModel, type AttMishap, type Made, type OrderModel, type Trouble } from './order-model';

beforeAll(() => makeUpDate());
afterAll(() => jest.useRealTimers());

const passHours = (hours: number): void => passTime(hours * 3_600_000);

/** Of each program. ORDER_SEQUENCES asks for more. */
const sequences = Number(process.env['ORDER_SEQUENCES'] ?? 100);

const attMishaps: readonly AttMishap[] = ['unreachable', 'lost-before', 'lost-after', 'crash-before', 'crash-after'];

const noTrouble: fc.Arbitrary<Trouble> = fc.constant({});
const anyTrouble: fc.Arbitrary<Trouble> = fc.oneof(
  { weight: 6, arbitrary: noTrouble },
  { weight: 1, arbitrary: fc.constantFrom(...attMishaps).map((att) => ({ att })) },
  {
    weight: 1,
    arbitrary: fc
      .record({ nth: fc.integer({ min: 1, max: 6 }), mishap: fc.constantFrom(...mishaps) })
      .map((table) => ({ table })),
  },
);

type Action =
  | { do: 'onward' | 'offered' | 'any' | 'repeat'; pick: number; trouble: Trouble }
  | { do: 'sign' | 'decline' | 'tell' | 'pass a day' | 'reconcile' };

const anyAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 14, arbitrary: call('onward') },
  { weight: 4, arbitrary: call('offered') },
  { weight: 4, arbitrary: call('any') },
  { weight: 3, arbitrary: call('repeat') },
  { weight: 4, arbitrary: fc.constant<Action>({ do: 'sign' }) },
  { weight: 1, arbitrary: fc.constant<Action>({ do: 'decline' }) },
  { weight: 3, arbitrary: fc.constant<Action>({ do: 'tell' }) },
  { weight: 1, arbitrary: fc.constant<Action>({ do: 'pass a day' }) },
  { weight: 1, arbitrary: fc.constant<Action>({ do: 'reconcile' }) },
);

function call(kind: 'onward' | 'offered' | 'any' | 'repeat'): fc.Arbitrary<Action> {
  return fc.record({ do: fc.constant(kind), pick: fc.nat(1_000), trouble: anyTrouble });
}

const anySequence = fc.record({
  opportunityName: fc.option(
    fc.constantFrom('Credit In Review', 'Credit Declined', 'Credit Review Declined', 'Credit Told By Mail'),
    { nil: undefined, freq: 1 },
  ),
  actions: fc.array(anyAction, { minLength: 8, maxLength: 32, size: 'max' }),
});

/** What one action leads to; every call is checked on its own. */
const act = async (model: OrderModel, action: Action, number: number): Promise<void> => {
  switch (action.do) {
    case 'sign':
      return model.answerContract('Signed');
    case 'decline':
      return model.answerContract('Declined');
    case 'tell':
      return model.tell();
    case 'pass a day':
      passHours(24);
      return;
    case 'reconcile':
      passHours(1);
      return model.reconcileAll();
    default: {
      const { nextSteps } = await model.view();
      const offered = nextSteps.filter(({ available, operation }) => available && operation !== 'attest-order-fact');
      const chosen = choose(model, action, number, offered);
      if (chosen) expectSound(await model.perform(chosen, offered.map(nameOf), action.trouble), model);
    }
  }
};

const choose = (
  model: OrderModel,
  { do: kind, pick }: Extract<Action, { pick: number }>,
  number: number,
  offered: OrderView['nextSteps'],
): Pick<Made, 'id' | 'key' | 'body'> | undefined => {
  if (kind === 'repeat') return model.made[pick % Math.max(1, model.made.length)];
  const ids = kind === 'any' ? model.steps : offered.map(({ operation }) => operation as OrderStepId);
  const isNew = (id: OrderStepId): boolean => !model.made.some((call) => call.id === id && call.answer?.status === 200);
  // `model.steps` is in the order of the flow.
  const furthest = kind === 'onward' ? model.steps.findLast((id) => ids.includes(id) && isNew(id)) : undefined;
  const id = furthest ?? ids[pick % Math.max(1, ids.length)];
  return id && { id, key: `key-${number}`, body: model.bodyOf(id) };
};

const expectSound = (call: Made, model: OrderModel): void => {
  const earlier = model.made.slice(0, -1).filter(({ id, key }) => id === call.id && key === call.key);
  expect(call.asked + earlier.reduce((sum, { asked }) => sum + asked, 0)).toBeLessThanOrEqual(1);
  // What the gateway lets through, AT&T takes.
  expect(call).toMatchObject({ isTaken: true });
  const { status } = call.answer ?? {};
  if (!call.isFresh) {
    expectReplay(call, earlier);
    return;
  }
  const { subOrderId } = call.body as { subOrderId?: string };
  const names = [call.id, nameOf({ operation: call.id, ...(subOrderId && { subOrderId }) })];
  // A body of before the order was made is not what is on offer now.
  const isCurrent = JSON.stringify(call.body) === JSON.stringify(model.bodyOf(call.id));
  const isOffered = isCurrent && call.offered.some((offer) => names.includes(offer));
  if (!isOffered) {
    expect(call).toMatchObject({ asked: 0 });
    expect([undefined, 409, 503]).toContain(status);
  } else if (Object.keys(call.trouble).length === 0) {
    expect(call).toMatchObject({ answer: { status: 200 }, asked: 1 });
  }
};

/** The same key again: never asked again, and the same answer as before once there was one. */
const expectReplay = (call: Made, earlier: readonly Made[]): void => {
  expect(call).toMatchObject({ asked: 0 });
  const answered = earlier.find(({ answer }) => answer !== undefined && answer.status < 300 && answer.status !== 202);
  if (answered?.answer && call.answer && call.answer.status < 300 && call.answer.status !== 202)
    expect(call.answer.text).toBe(answered.answer.text);
};

/** Each entry begins where the one before ended, for every fact. */
const expectTimeline = (timeline: readonly TimelineEntry[]): void => {
  const last = new Map<string, string | undefined>();
  for (const { fact = '', before, after } of timeline) {
    expect({ fact, before }).toEqual({ fact, before: last.get(fact) });
    last.set(fact, after);
  }
};

const expectTrue = async (model: OrderModel): Promise<void> => {
  const { truth } = model;
  const { facts, timeline } = await model.view();
  const { hasCredit, contract, order, effects } = truth();
  const value = (name: string): string | undefined => facts[name]?.value;
  if (value('credit') === 'approved') expect(hasCredit).toBe(true);
  if (value('signature') === 'signed') expect(contract).toBe('Signed');
  if (value('order') === 'created') expect(order).toBeDefined();
  if (effects.some(({ key }) => key.startsWith('handoff of ')))
    expect({ hasCredit, contract }).toEqual({ hasCredit: true, contract: 'Signed' });
  const once = effects.filter(({ key }) => /^(order|handoff) of /.test(key));
  expect(once.every(({ count }) => count === 1)).toBe(true);
  expectTimeline(timeline);
};

describe.each(['apex', 'alliance'] as const)(
  'any sequence of calls on an %s order, with crashes and repeats',
  (program) => {
    it('hands off only with approved credit and a signed contract, takes only what was offered, and AT&T takes all of it', async () => {
      const seen = { calls: 0, taken: 0, died: 0, handedOff: 0 };
      await fc.assert(
        fc.asyncProperty(anySequence, async ({ opportunityName, actions }) => {
          const model = await orderModel(program, opportunityName);
          for (const [index, action] of actions.entries()) await act(model, action, index);
          await expectTrue(model);
          seen.calls += model.made.length;
          seen.taken += model.made.filter(({ asked }) => asked > 0).length;
          seen.died += model.made.filter(({ answer }) => answer === undefined).length;
          seen.handedOff += model.calls.some(
            ({ operation, answer }) => operation.endsWith('hand-off-order') && answer.effect !== 'none',
          )
            ? 1
            : 0;
        }),
        { seed: 20_261_102, numRuns: sequences },
      );
      // Enough went wrong, and enough went right, for the rest to mean something.
      expect(Math.min(seen.calls / 5, seen.taken / 3, seen.died / 0.2, seen.handedOff / 0.05)).toBeGreaterThan(
        sequences,
      );
    }, 600_000);
  },
);
