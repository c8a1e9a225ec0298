import { tally, type BulkCall } from '#bulk/bulk-call';
import { rowPage } from '#bulk/row-pages';
import { rowsCsv } from '#bulk/rows-csv';

/** So many calls of so many rows each; rows are named by their places. */
const callsOf = (count: number, rowsEach = 1, more: (number: number) => Partial<BulkCall> = () => ({})): BulkCall[] =>
  Array.from({ length: count }, (_, number) => ({
    ...{ number, state: 'waiting', attempts: 0, expiresAt: 2_000_000_000 },
    rows: Array.from({ length: rowsEach }, (__, index) => ({
      row: number * rowsEach + index,
      reference: `r${number * rowsEach + index}`,
      customerReference: index === 0 ? 'first' : 'second',
    })),
    ...more(number),
  }));
/** A store of calls that nobody reads for ever. */
const storeOf = (calls: readonly BulkCall[]) => {
  let reads = 0;
  return {
    from: (_: string, number: number, limit: number) =>
      (reads += 1) > 500
        ? Promise.reject(new Error('read on and on'))
        : Promise.resolve(calls.slice(number, number + limit)),
  };
};
const placesIn = ({ rows }: { rows: Record<string, unknown>[] }) => rows.map(({ row }) => row);
const upTo = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('rows of a bulk write', () => {
  it.each([
    [401, 1, 7],
    [200, 1, 200],
    [200, 1, 50],
    [5, 3, 2],
    [5, 3, 15],
  ])('of %i calls with %i rows each are all on pages of %i, each once', async (count, each, limit) => {
    const store = storeOf(callsOf(count, each));
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await rowPage(store, 'blk_1', { limit, cursor });
      expect(page.rows.length).toBeGreaterThan(0);
      expect(page.rows.length).toBeLessThanOrEqual(limit);
      seen.push(...placesIn(page));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(upTo(0, count * each));
  });

  it('are found by state, by name and by reference, and by both', async () => {
    const calls = callsOf(4, 2, (number) => ({ state: number % 2 === 0 ? 'succeeded' : 'unknown' }));
    const page = async (filter: object) => placesIn(await rowPage(storeOf(calls), 'blk_1', { limit: 99, ...filter }));
    expect(await page({ state: 'unknown' })).toEqual([2, 3, 6, 7]);
    expect(await page({ reference: 'r5' })).toEqual([5]);
    expect(await page({ customerReference: 'second' })).toEqual([1, 3, 5, 7]);
    expect(await page({ customerReference: 'second', state: 'unknown', reference: 'r3' })).toEqual([3]);
    expect(await page({ customerReference: 'first', reference: 'r3' })).toEqual([]);
    const second = await rowPage(storeOf(calls), 'blk_1', { limit: 1, customerReference: 'second' });
    expect(await page({ customerReference: 'second', cursor: second.nextCursor })).toEqual([3, 5, 7]);
  });

  it.each(['x', Buffer.from('[-1,0]').toString('base64url'), Buffer.from('[0]').toString('base64url')])(
    'are not read from %s on',
    async (cursor) => {
      await expect(rowPage(storeOf([]), 'blk_1', { limit: 1, cursor })).rejects.toMatchObject({
        code: 'invalid-request',
      });
    },
  );

  it('are counted by state, and those that have their result', () => {
    const calls = callsOf(3, 2, (number) =>
      number === 0 ? { state: 'succeeded', settledAt: '2026-11-02T12:00:00.000Z' } : { state: 'running' },
    );
    const none = { waiting: 0, rejected: 0, failed: 0, unknown: 0, cancelled: 0 };
    expect(tally(calls)).toEqual({ counts: { ...none, succeeded: 2, running: 4 }, settled: 2 });
  });
});

describe('rows as a file', () => {
  const lines = async (calls: BulkCall[], filter = {}) =>
    (await rowsCsv(storeOf(calls), 'blk_1', filter, '/uat')).split('\r\n');
  const header = 'row,reference,customerReference,metadata,state,settled,status,attempts,request,code,detail,answer';

  it('have what is known of each, and no cell for what is not', async () => {
    const calls = callsOf(2, 1, (number) =>
      number === 0
        ? {}
        : {
            ...{
              state: 'rejected',
              settledAt: '2026-11-02T12:00:00.000Z',
              attempts: 2,
              status: 422,
              requestId: 'req_1',
            },
            problem: JSON.stringify({ status: 400, code: 'upstream-rejected', detail: 'No, "no".' }),
            rows: [{ row: 1, reference: '=1+1', metadata: { shop: '12' }, answer: { ok: false } }],
          },
    );
    expect(await lines(calls)).toEqual([
      header,
      '0,r0,first,,waiting,false,,0,,,,',
      `1,'=1+1,,"{""shop"":""12""}",rejected,true,422,2,/uat/v1/requests/req_1,upstream-rejected,"No, ""no"".","{""ok"":false}"`,
      '',
    ]);
    expect(await lines(calls, { state: 'waiting' })).toHaveLength(3);
  });

  it('are all there can be', async () => {
    expect(await lines(callsOf(2_000))).toHaveLength(2_002);
  });
});
