import { Problem } from '#domain/problems/problems';
import { createTable, type Table } from '#platform/table/table';
import { recordsTellSince } from '#requests/decided-outcome';
import type { FinalOutcome } from '#requests/request-outcome';
import { orderKey } from '#tracking/order/tracked-order';
import { applyOutcomes, changeItem, freeFor, isFreeFor, isOfVersion, ofVersion, reserve } from '#tracking/tracked-item';
import { tableName } from '../../support/dynalite-client';
import { quickClient } from '../../support/quick-client';
import { anOrder, at, stored } from './order/orders';

let table: Table;
beforeAll(() => (table = createTable(quickClient(), tableName)));

const nowMs = Date.parse(at);
const entry = { at, type: 'note-added' } as const;

it('a change of an item that is gone is given up at once', async () => {
  const replace = jest.fn(() => Promise.resolve(undefined));
  const changing = changeItem({ reread: () => Promise.resolve(undefined), replace }, {}, () => ({}));
  await expect(changing).rejects.toMatchObject({ code: 'service-unavailable', details: { retryAfterSeconds: 2 } });
  expect(replace).toHaveBeenCalledTimes(1);
});

it('a change is tried fifty times', async () => {
  const replace = jest.fn(() => Promise.resolve(undefined));
  await expect(changeItem({ reread: () => Promise.resolve({}), replace }, {}, () => ({}))).rejects.toThrow(Problem);
  expect(replace).toHaveBeenCalledTimes(50);
});

it('what an item waits for is applied in order, as far as it has an outcome, in one change', async () => {
  const outcomes: Record<string, FinalOutcome | undefined> = { a: 'succeeded', b: undefined, c: 'rejected' };
  const record = { requestId: 'the record' } as never; // it is passed on as it is
  const replace = jest.fn((_: string[], after: string[]) => Promise.resolve(after));
  const told = await applyOutcomes(
    {
      pendingOf: () => ['a', 'b', 'c'].map((requestId) => ({ requestId, at })),
      withOutcome: (item: string[], { requestId }, ending) => [
        ...item,
        `${requestId} ${ending.outcome} ${ending.record?.requestId}`,
      ],
      reread: () => Promise.resolve(undefined),
      replace,
    },
    ({ requestId }) => Promise.resolve({ outcome: outcomes[requestId], record }),
    [],
  );
  expect(told).toEqual(['a succeeded the record', 'c rejected the record']);
  expect(replace).toHaveBeenCalledTimes(1);
});

describe('a reservation', () => {
  const refusal = () => new Problem('step-not-allowed', { missing: [] });
  const steps = (marks: (string | undefined)[], isAllowed: boolean) => {
    const mark = jest.fn((_?: string) => Promise.resolve(marks.shift()));
    const current = jest.fn(() => Promise.resolve('current'));
    return { mark, current, isAllowed: () => isAllowed, refusal };
  };

  it('that is made at once looks at nothing else', async () => {
    const made = steps(['marked'], false);
    expect(await reserve(made)).toBe('marked');
    expect([made.mark.mock.calls, made.current.mock.calls.length]).toEqual([[[]], 0]);
  });

  it('is made of the item as it is now where that allows it', async () => {
    const made = steps([undefined, 'marked'], true);
    expect(await reserve(made)).toBe('marked');
    expect(made.mark.mock.calls).toEqual([[], ['current']]);
  });

  it.each([
    ['the item does not allow it', [undefined, 'marked'], false, 1],
    ['another is faster', [undefined, undefined], true, 2],
  ] as const)('is refused where %s', async (_, marks, isAllowed, tries) => {
    const made = steps([...marks], isAllowed);
    await expect(reserve(made)).rejects.toMatchObject({ code: 'step-not-allowed' });
    expect(made.mark).toHaveBeenCalledTimes(tries);
  });
});

describe('what a request is reserved where another stands', () => {
  const longAgo = new Date(Date.parse(recordsTellSince(nowMs)) - 1).toISOString();
  const cases: [string, { requestId: string; at: string } | undefined, boolean][] = [
    ['none', undefined, true],
    ['another', { requestId: 'req_2', at }, false],
    ['its own', { requestId: 'req_1', at }, true],
    ['its own, as long ago as records tell', { requestId: 'req_1', at: recordsTellSince(nowMs) }, true],
    ['its own, longer ago than records tell', { requestId: 'req_1', at: longAgo }, false],
  ];

  it.each(cases)('is let through, by process and table alike: %s', async (_, standing, expected) => {
    expect(isFreeFor(standing, 'req_1', nowMs)).toBe(expected);
    const order = await stored(table, anOrder({ pending: { step: standing ?? { requestId: 'x', at } } }));
    const key = orderKey(order.solutionProvider, order.quoteId);
    const path = ['pending', standing ? 'step' : 'other'];
    const condition = freeFor(path, 'req_1', nowMs);
    expect((await table.update({ key, set: { updatedAt: at }, condition })) !== undefined).toBe(expected);
  });
});

describe('a version', () => {
  const cases: [string, readonly number[] | undefined, boolean][] = [
    ['any', undefined, true],
    ['its own', [27], true],
    ['its own among others', [3, 27, 30], true],
    ['its own, first', [27, 3], true],
    ['another', [2], false],
    ['none of them', [26, 28], false],
  ];

  it.each(cases)('of 27 entries, 25 of them moved, is %s: %#', async (_, expected, isSo) => {
    const order = anOrder({ timeline: [entry, entry], movedEntries: 25 });
    expect(isOfVersion(order, expected)).toBe(isSo);
    await stored(table, order);
    const key = orderKey(order.solutionProvider, order.quoteId);
    const condition = ofVersion(expected, order);
    expect(condition === undefined).toBe(expected === undefined);
    expect((await table.update({ key, set: { updatedAt: at }, ...(condition && { condition }) })) !== undefined).toBe(
      isSo,
    );
  });

  it('of an item that has its whole timeline is its length', async () => {
    const order = await stored(table, anOrder({ timeline: [entry, entry] }));
    const key = orderKey(order.solutionProvider, order.quoteId);
    for (const [version, isSo] of [
      [2, true],
      [1, false],
    ] as const)
      expect(
        (await table.update({ key, set: { updatedAt: at }, condition: ofVersion([version])! })) !== undefined,
      ).toBe(isSo);
    expect([isOfVersion(order, []), ofVersion([])]).toEqual([false, undefined]);
  });
});
