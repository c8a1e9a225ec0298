import type { BulkCall } from '#bulk/bulk-call';
import { createCallStore, type CallStore } from '#bulk/call-store';
import { createTable, type Table } from '#platform/table/table';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { fixedClock } from '../../support/fakes';

const clock = fixedClock();
let table: Table;
let calls: CallStore;
beforeAll(async () => {
  table = createTable(await dynaliteClient(), tableName);
  calls = createCallStore(table, clock.now);
});

let bulkWrites = 0;
/** A call that waits, in a bulk write of its own. */
const waiting = async (): Promise<{ id: string; call: BulkCall; standing: () => Promise<BulkCall> }> => {
  const id = `blk_${(bulkWrites += 1)}`;
  const call: BulkCall = { number: 0, state: 'waiting', rows: [{ row: 0 }], attempts: 0, expiresAt: 1_900_000_000 };
  await calls.add(id, call);
  return { id, call, standing: async () => (await calls.all(id))[0]! };
};

describe('a call of a bulk write', () => {
  it('is begun once by those who have read that it waits', async () => {
    const { id, call } = await waiting();
    const begun = await Promise.all(Array.from({ length: 10 }, () => calls.begin(id, call)));
    expect(begun.filter((one) => one !== undefined)).toMatchObject([{ state: 'running', attempts: 1 }]);
  });

  it('is not begun by who has read it before it was begun, cancelled or had its result', async () => {
    const meanwhile: ((id: string, call: BulkCall) => Promise<unknown>)[] = [
      (id, call) => calls.begin(id, call),
      (id, call) => calls.cancel(id, call),
      (id, call) => calls.postpone(id, call, 'unknown', clock.now(), {}),
      (id, call) => calls.finish(id, call, 'succeeded', { status: 200 }),
    ];
    for (const change of meanwhile) {
      const { id, call, standing } = await waiting();
      await change(id, call);
      const changed = await standing();
      expect(await calls.begin(id, call)).toBeUndefined();
      expect(await standing()).toEqual(changed);
    }
  });

  it('stays unknown while it is made again, until it is known', async () => {
    const { id, call, standing } = await waiting();
    await calls.postpone(id, call, 'unknown', clock.now(), {});
    expect(await calls.begin(id, await standing())).toMatchObject({ state: 'unknown', attempts: 1 });
  });

  it('keeps its result, whoever comes late', async () => {
    const { id, call, standing } = await waiting();
    await calls.finish(id, call, 'succeeded', { status: 200 });
    const ended = await standing();
    await calls.finish(id, call, 'rejected', { status: 422 });
    await calls.postpone(id, call, 'waiting', clock.now(), {});
    await calls.cancel(id, call);
    expect(await standing()).toEqual(ended);
  });

  it('is not cancelled once it is under way', async () => {
    const { id, call, standing } = await waiting();
    await calls.begin(id, call);
    await calls.cancel(id, call);
    expect(await standing()).toMatchObject({ state: 'running' });
  });

  it('is not put off by who began it before somebody else did', async () => {
    const { id, call, standing } = await waiting();
    const first = (await calls.begin(id, call))!;
    const second = (await calls.begin(id, first))!;
    await calls.postpone(id, first, 'waiting', clock.now(), {});
    expect(await standing()).toEqual(second);
  });

  it('is one of all, however many there are, in order', async () => {
    const { id, call } = await waiting();
    await Promise.all(Array.from({ length: 501 }, (_, index) => calls.add(id, { ...call, number: 501 - index })));
    expect((await calls.all(id)).map(({ number }) => number)).toEqual(Array.from({ length: 502 }, (_, index) => index));
    expect((await calls.from(id, 499, 10)).map(({ number }) => number)).toEqual([499, 500, 501]);
  });
});
