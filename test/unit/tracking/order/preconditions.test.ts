import fc from 'fast-check';
import { requestRecords } from '#platform/table/keys';
import { createTable, type Table } from '#platform/table/table';
import {
  meetsPreconditions,
  missingFor,
  preconditionsOf,
  refusalsFor,
  type WorkflowMode,
} from '#tracking/order/preconditions';
import { isPerSubOrder, orderFacts, subOrderFacts, type FactName, type Program } from '#domain/order/facts';
import { nextStepsOf, stepToTake } from '#tracking/order/next-steps';
import { stepRule, stepsOf, type OrderStep } from '#domain/order/order-workflow';
import { orderKey, type TrackedOrder } from '#tracking/order/tracked-order';
import { tableName } from '../../../support/dynalite-client';
import { quickClient } from '../../../support/quick-client';
import { at, observed, orderId, stored, subOrderId, testTable, trackedOrder } from './orders';

const modes: WorkflowMode[] = ['strict', 'advisory'];
const programs: Program[] = ['apex', 'alliance'];
/** Steps taken on an order that is there, which is all but the one that makes it. */
const steps = programs.flatMap((program) =>
  stepsOf(program)
    .filter((step) => step !== 'create-quote')
    .map((step) => ({ program, step })),
);

const nowMs = Date.parse(at) + 3_600_000;
/** So long before that the record of a request that was let through then may have expired. */
const longAgo = new Date(nowMs - requestRecords.lifetime.ms + 3_600_000).toISOString();
/** Who asks for a step. */
const by = (requestId: string) => ({ requestId, nowMs });

/** What DynamoDB says to the mark of a step. */
const isMarked = async (
  table: Table,
  order: TrackedOrder,
  step: OrderStep,
  mode: WorkflowMode,
  requestId = 'req-new',
): Promise<boolean> => {
  const taken = stepToTake(order.program, step, stepRule(order.program, step).perSubOrder && subOrderId);
  const marked = await table.update({
    key: orderKey(order.solutionProvider, order.quoteId),
    setIn: { pending: { [taken.key]: { requestId, at } } },
    condition: preconditionsOf(taken, mode, { requestId, nowMs }),
  });
  return marked !== undefined;
};

const taken = ({ program }: TrackedOrder, step: OrderStep) =>
  stepToTake(program, step, stepRule(program, step).perSubOrder && subOrderId);

const valuesOf: Partial<Record<FactName, readonly string[]>> = {
  credit: ['requested', 'manual-review', 'approved', 'declined'],
  signature: ['awaited', 'declined', 'signed'],
  completion: ['completed', 'cancelled'],
  quote: ['created', 'configured'],
  endCustomer: ['assigned'],
  contract: ['sent'],
  order: ['created'],
  group: ['enriched'],
  handoff: ['done'],
};

const factKeys = [...orderFacts, ...subOrderFacts].map((name) => ({
  key: isPerSubOrder(name) ? `${name}:${subOrderId}` : name,
  values: valuesOf[name] ?? ['enriched'],
}));

const anyFacts = fc
  .tuple(...factKeys.map(({ values }) => fc.option(fc.constantFrom(...values), { nil: undefined })))
  .map((values) =>
    observed(
      Object.fromEntries(
        factKeys.flatMap(({ key }, index) => {
          const value = values[index];
          return value === undefined ? [] : [[key, value]];
        }),
      ),
    ),
  );

const anyOrderAndStep = fc.constantFrom(...steps).chain(({ program, step }) =>
  fc.record({
    step: fc.constant(step),
    mode: fc.constantFrom(...modes),
    order: fc
      .record({
        facts: anyFacts,
        origin: fc.constantFrom('here' as const, 'elsewhere' as const),
        pending: fc
          .subarray(
            stepsOf(program).map((each) => taken(trackedOrder({ program }), each).key),
            { maxLength: 2 },
          )
          .chain((keys) =>
            fc
              .array(
                fc.record({
                  requestId: fc.constantFrom('req-old', 'req-new'),
                  at: fc.constantFrom(at, longAgo),
                }),
                { minLength: keys.length, maxLength: keys.length },
              )
              .map((reserved) => Object.fromEntries(keys.map((key, index) => [key, reserved[index]!]))),
          ),
      })
      .map((parts) => trackedOrder({ program, orderId, subOrderIds: [subOrderId], ...parts })),
  }),
);

describe('whether a step may be taken', () => {
  it('is the same to the process and to DynamoDB, for any step, order and mode', async () => {
    const table = createTable(quickClient(), tableName);
    await fc.assert(
      fc.asyncProperty(anyOrderAndStep, async ({ step, mode, order }) => {
        await stored(table, order);
        const expected = meetsPreconditions(order, taken(order, step), mode, by('req-new'));
        expect(await isMarked(table, order, step, mode)).toBe(expected);
      }),
      { seed: 20_261_102, numRuns: 1_500 },
    );
  });

  it('is refused by DynamoDB for an order that is not there', async () => {
    const table = await testTable();
    for (const { program, step } of steps) {
      expect(await isMarked(table, trackedOrder({ program }), step, 'advisory')).toBe(false);
    }
  });

  it('is answered by real DynamoDB requests for every step, ready and not ready', async () => {
    const table = await testTable();
    for (const { program, step } of steps) {
      for (const mode of modes) {
        const bare = await stored(table, trackedOrder({ program }));
        expect(await isMarked(table, bare, step, mode)).toBe(meetsPreconditions(bare, taken(bare, step), mode));
        const ready = await stored(table, readyFor(program, step));
        expect(await isMarked(table, ready, step, mode)).toBe(true);
      }
    }
  });
});

/** An order that has just what a step needs. */
const readyFor = (program: Program, step: OrderStep): TrackedOrder => {
  const { rule } = taken(trackedOrder({ program }), step);
  const facts = rule.needs.map(({ fact, oneOf, perSubOrder }): [string, string] => [
    perSubOrder ? `${fact}:${subOrderId}` : fact,
    oneOf[0]!,
  ]);
  return trackedOrder({ program, orderId, subOrderIds: [subOrderId], facts: observed(Object.fromEntries(facts)) });
};

describe.each(steps)('$program $step', ({ program, step }) => {
  const ready = readyFor(program, step);
  const { rule, key } = taken(ready, step);

  it.each(modes)('may be taken in %s mode with just what it needs', (mode) => {
    expect(meetsPreconditions(ready, taken(ready, step), mode)).toBe(true);
    expect([...missingFor(ready, taken(ready, step)), ...refusalsFor(ready, taken(ready, step))]).toEqual([]);
  });

  it('may not be taken while it is in flight, but by the same request', () => {
    const begun = { ...ready, pending: { [key]: { requestId: 'req-old', at } } };
    expect(meetsPreconditions(begun, taken(ready, step), 'advisory')).toBe(false);
    expect(meetsPreconditions(begun, taken(ready, step), 'advisory', by('req-new'))).toBe(false);
    expect(meetsPreconditions(begun, taken(ready, step), 'strict', by('req-old'))).toBe(true);
    const forgotten = { ...ready, pending: { [key]: { requestId: 'req-old', at: longAgo } } };
    expect(meetsPreconditions(forgotten, taken(ready, step), 'strict', by('req-old'))).toBe(false);
  });

  it('is not taken a second time when that would make a second thing', () => {
    const { fact, value } = rule.records;
    const done = rule.perSubOrder ? `${fact}:${subOrderId}` : fact;
    const again = { ...ready, facts: { ...ready.facts, ...observed({ [done]: value }) } };
    expect(meetsPreconditions(again, taken(ready, step), 'advisory')).toBe(!rule.once);
  });
});

const needs = steps.flatMap(({ program, step }) =>
  stepRule(program, step).needs.map((need) => ({ program, step, fact: need.fact, need })),
);

it.each(needs)('$program $step waits for $fact', ({ program, step, need }) => {
  const ready = readyFor(program, step);
  const needed = need.perSubOrder ? `${need.fact}:${subOrderId}` : need.fact;
  const { [needed]: _gone, ...facts } = ready.facts;
  const lacking = { ...ready, facts };
  expect(meetsPreconditions(lacking, taken(ready, step), 'strict')).toBe(false);
  expect(missingFor(lacking, taken(ready, step))).toEqual([
    { fact: needed, needed: need.oneOf.join(' or '), known: need.unreported ? 'unknown' : 'not yet' },
  ]);
  expect(meetsPreconditions(lacking, taken(ready, step), 'advisory')).toBe(need.unreported === true);
  expect(meetsPreconditions({ ...lacking, origin: 'elsewhere' }, taken(ready, step), 'strict')).toBe(false);
  expect(meetsPreconditions({ ...lacking, origin: 'elsewhere' }, taken(ready, step), 'advisory')).toBe(true);
});

it('in advisory mode a step does not wait for what AT&T reports to nobody, unless it is known not to be so', async () => {
  const table = createTable(quickClient(), tableName);
  const ready = readyFor('apex', 'create-order');
  const isTaken = async (signature: Record<string, string>, mode: WorkflowMode) => {
    const { signature: _signature, ...facts } = ready.facts;
    const order = await stored(table, { ...ready, facts: { ...facts, ...observed(signature) } });
    return isMarked(table, order, 'create-order', mode);
  };
  for (const [signature, isLetThrough] of [
    [{}, true],
    [{ signature: 'awaited' }, true],
    [{ signature: 'declined' }, false],
  ] as const)
    expect([signature, await isTaken(signature, 'advisory'), await isTaken(signature, 'strict')]).toEqual([
      ...[signature, isLetThrough],
      false,
    ]);
});

const ends = steps.flatMap(({ program, step }) =>
  stepRule(program, step).refusedAfter.flatMap((end) =>
    end.oneOf.map((value) => ({ program, step, fact: end.fact, value, end })),
  ),
);

it.each(ends)('$program $step is over once $fact is $value', ({ program, step, value, end }) => {
  const ready = readyFor(program, step);
  const fact = end.perSubOrder ? `${end.fact}:${subOrderId}` : end.fact;
  const over = { ...ready, facts: { ...ready.facts, ...observed({ [fact]: value }) } };
  for (const mode of modes) expect(meetsPreconditions(over, taken(ready, step), mode)).toBe(false);
  expect(refusalsFor(over, taken(ready, step))).toContainEqual({ fact, needed: `not ${value}`, known: value });
});

describe('a step whose end may have come', () => {
  it.each([
    ['check-credit', 'create-order'],
    ['create-contract', 'create-order'],
    ['enrich-billing', `hand-off-order:${subOrderId}`],
  ] as const)('%s waits while %s is in flight or unknown', (step, pendingKey) => {
    const ready = readyFor('apex', step);
    const begun = { ...ready, pending: { [pendingKey]: { requestId: 'req-old', at } } };
    expect(meetsPreconditions(begun, taken(ready, step), 'advisory')).toBe(false);
    expect(refusalsFor(begun, taken(ready, step))).toMatchObject([{ known: 'in progress' }]);
    expect(nextStepsOf(begun, 'strict').map(({ operation }) => operation)).not.toContain(`apex-${step}`);
  });
});
