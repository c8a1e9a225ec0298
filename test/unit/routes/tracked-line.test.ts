import { formerNumberItem, historyItem } from '#tracking/line/line-history';
import type { LineEntry, LineItem } from '#tracking/line/line-item';
import { putLine, putRecord } from '../../support/own-route-items';
import { ownRoutesRig, solutionProvider } from '../../support/own-routes';

const number = '2125550191';
const startMs = Date.UTC(2026, 10, 2, 12);
const timeOf = (index: number) => new Date(startMs + index * 60_000).toISOString();
const idOf = (index: number) => `req_${String(index).padStart(32, '0')}`;

const entryOf = (index: number, more: Partial<LineEntry> = {}): LineEntry => ({
  at: timeOf(index),
  operation: 'update-device',
  requestId: idOf(index),
  by: 'client-a',
  actor: 'j.doe@partner',
  purpose: 'ticket 4711',
  change: 'device',
  outcome: 'succeeded',
  made: { at: timeOf(index), sequence: index + 1, before: 'imei:1046', after: 'imei:7779' },
  ...more,
});

const rigWith = async (timeline: LineEntry[], older: LineEntry[] = [], more: Partial<LineItem> = {}) => {
  const rig = await ownRoutesRig();
  await putLine(rig, number, { updatedAt: timeOf(99), timeline, ...more });
  for (const entry of older) await rig.table.put(historyItem(solutionProvider, number, entry));
  const get = (query: Record<string, string> = {}, of = number) =>
    rig.call('get-tracked-line', { path: { subscriberNumber: of }, query });
  return { rig, get };
};

it('shows a line with who asked for what, why, and what came of it', async () => {
  const { get } = await rigWith([entryOf(0)], [], { status: 'active', statusAt: timeOf(0), device: { imei: '7779' } });
  const { status, body } = await get();
  expect([status, body]).toEqual([
    200,
    {
      subscriberNumber: number,
      solutionProvider,
      status: 'active',
      statusAt: timeOf(0),
      device: { imei: '7779' },
      updatedAt: timeOf(99),
      history: [
        {
          at: timeOf(0),
          operation: 'update-device',
          change: 'device',
          request: `/v1/requests/${idOf(0)}`,
          by: 'client-a',
          actor: 'j.doe@partner',
          reason: 'ticket 4711',
          outcome: 'succeeded',
          madeAt: timeOf(0),
          before: 'imei:1046',
          after: 'imei:7779',
        },
      ],
    },
  ]);
});

it('shows every entry once, newest first, from page to page, wherever it is kept', async () => {
  // Nobody knows yet what became of two old ones; and one was copied, but its process died before it was taken out.
  const { made: _made, outcome: _outcome, ...open } = entryOf(3);
  const older = [0, 1, 2, 4, 5, 6, 7].map((index) => entryOf(index));
  const { get } = await rigWith([open, entryOf(7), ...[8, 9, 10].map((index) => entryOf(index))], older);
  const shown: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await get({ limit: '4', ...(cursor !== undefined && { cursor }) });
    const history = body['history'] as { request: string }[];
    expect(history.length).toBeGreaterThan(0);
    expect(history.length).toBeLessThanOrEqual(4);
    shown.push(...history.map(({ request }) => request));
    cursor = body['nextCursor'] as string | undefined;
  } while (cursor !== undefined);
  expect(shown).toEqual(Array.from({ length: 11 }, (_, index) => `/v1/requests/${idOf(10 - index)}`));
});

it('says what became of a request the line does not know the outcome of yet, as its record has it', async () => {
  const { made: _made, outcome: _outcome, ...open } = entryOf(0);
  const { rig, get } = await rigWith([open, { ...open, at: timeOf(1), requestId: idOf(1) }]);
  await putRecord(rig, idOf(0), { outcome: 'rejected', startedAt: timeOf(0) });
  const { body } = await get();
  expect((body['history'] as { outcome?: string }[]).map(({ outcome }) => outcome)).toEqual([undefined, 'rejected']);
});

it('leads from number to number', async () => {
  const [before, after] = ['2125550192', '2125550193'];
  const later = { subscriberNumber: after, at: timeOf(9) };
  const { rig, get } = await rigWith([entryOf(0)], [], { laterNumber: later });
  const changed = { at: timeOf(5), requestId: idOf(5) };
  await rig.table.put(formerNumberItem({ solutionProvider, from: before, to: number }, changed));
  await rig.table.put(formerNumberItem({ solutionProvider, from: number, to: after }, { ...changed, at: timeOf(9) }));
  expect((await get()).body).toMatchObject({
    formerNumber: { subscriberNumber: before, until: timeOf(5), line: `/v1/tracking/lines/${before}` },
    laterNumber: { subscriberNumber: after, since: timeOf(9), line: `/v1/tracking/lines/${after}` },
  });
  // Nothing was asked for under the new number yet.
  expect((await get({}, after)).body).toMatchObject({
    formerNumber: { subscriberNumber: number, until: timeOf(9) },
    history: [],
  });
});

it('is not there when nothing is known of it, or for another Solution Provider', async () => {
  const { rig, get } = await rigWith([]);
  await putLine(rig, '2125550194', { solutionProvider: 'SP-B', timeline: [entryOf(0)] });
  for (const of of ['2125550194', '2125550195']) {
    const { status, body } = await get({}, of);
    expect([status, body['code']]).toEqual([404, 'line-not-found']);
  }
  expect((await get({ cursor: 'bm9uc2Vuc2U' })).status).toBe(400);
  expect((await get({}, '12')).status).toBe(400);
});
