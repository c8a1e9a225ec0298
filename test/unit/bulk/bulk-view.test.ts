import { bulkView } from '#bulk/bulk-view';
import type { BulkWrite } from '#bulk/bulk-write';
import { bulkWriteOf } from '#bulk/found-bulk-write';

const at = '2026-11-02T12:00:00.000Z';
const none = { waiting: 0, running: 0, succeeded: 0, rejected: 0, failed: 0, unknown: 0, cancelled: 0 };
const bulkWrite: BulkWrite = {
  ...{ id: 'blk_1', solutionProvider: 'SP-A', operation: 'change-rate-plan', scope: 'mobility:write', clientId: 'crm' },
  ...{ bodyHash: 'secret hash', state: 'running', rows: 3, calls: 2, run: 1, headers: { 'x-actor': 'j.doe' } },
  ...{ createdAt: at, updatedAt: at, expiresAt: 2_000_000_000 },
};
const shown = {
  ...{ id: 'blk_1', solutionProvider: 'SP-A', operation: 'change-rate-plan', state: 'running', submittedBy: 'crm' },
  ...{ createdAt: at, updatedAt: at, rows: 3, calls: 2, pausedBecause: undefined, endedAt: undefined },
};

describe('a bulk write as it is seen', () => {
  it('has nothing of what is kept for the gateway alone', () => {
    expect(bulkView(bulkWrite)).toStrictEqual(shown);
  });

  it('has how far it is, as it was counted now or at its end', () => {
    const [now, then] = [
      { ...none, succeeded: 2, waiting: 1 },
      { ...none, succeeded: 3 },
    ];
    expect(bulkView(bulkWrite, { counts: now, settled: 2 })).toStrictEqual({
      ...shown,
      counts: now,
      settled: 2,
      progress: 66,
    });
    const ended = { ...bulkWrite, counts: then, settled: 3 };
    expect(bulkView(ended)).toMatchObject({ counts: then, settled: 3, progress: 100 });
    expect(bulkView(ended, { counts: now, settled: 0 })).toMatchObject({ counts: now, settled: 0, progress: 0 });
  });

  it('says what it is called, and what it waits for', () => {
    const parts = { customerReference: 'our 7', pausedBecause: 'grant-withdrawn', outOfReach: 2, endedAt: at } as const;
    const { outOfReach: _, ...told } = parts;
    expect(bulkView({ ...bulkWrite, ...parts })).toStrictEqual({ ...shown, ...told, isAttOutOfReach: true });
  });
});

describe('a bulk write that is looked for', () => {
  const find = (found: BulkWrite | undefined) =>
    bulkWriteOf({ bulkWrites: { find: () => Promise.resolve(found) } }, 'SP-A', 'blk_1');

  it('is found by its Solution Provider', async () => {
    expect(await find(bulkWrite)).toBe(bulkWrite);
  });

  it.each<[string, BulkWrite | undefined]>([
    ['is not there', undefined],
    ['is another’s', { ...bulkWrite, solutionProvider: 'SP-B' }],
    ['is still being stored', { ...bulkWrite, state: 'storing' }],
  ])('that %s is not', async (_, found) => {
    await expect(find(found)).rejects.toMatchObject({ code: 'bulk-write-not-found' });
  });
});
