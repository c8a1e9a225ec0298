import { lines as linesKnown } from '#platform/table/keys';
import type { Table } from '#platform/table/table';
import type { LineItem } from '#tracking/line/line-item';
import { createLineStore } from '#tracking/line/line-store';
import { testTable } from '../order/orders';
import { aNumber, anEntry, lineIn, solutionProvider, startMs, storedLine, timeOf } from './lines-in-table';

let table: Table;
beforeAll(async () => (table = await testTable()));

const lines = () => createLineStore(table);

describe('a line that AT&T shows', () => {
  const see = async (parts: Partial<LineItem>, seen: object, at: string) => {
    const { subscriberNumber } = await storedLine(table, parts);
    await lines().see({ solutionProvider, subscriberNumber, status: 'active', ...seen }, () => at);
    return lineIn(table, subscriberNumber);
  };
  const known: Partial<LineItem> = {
    status: 'cancelled',
    statusAt: timeOf(5),
    cancelledAt: timeOf(2),
    device: { sim: '0017' },
    timeline: [anEntry(1)],
    revision: 3,
  };

  it('has that status, and no cancellation any more', async () => {
    const after = await see(known, { device: { imei: '1046' } }, timeOf(6));
    expect(after).toMatchObject({ status: 'active', statusAt: timeOf(6), updatedAt: timeOf(6), revision: 4 });
    expect(after).toMatchObject({ device: { imei: '1046' }, timeline: known.timeline });
    expect(after.cancelledAt).toBeUndefined();
  });

  it('has no end any more', async () => {
    const expiresAt = linesKnown.lifetime.expiresAt(startMs);
    for (const status of ['active', 'cancelled'])
      expect((await see({ expiresAt }, { status }, timeOf(6))).expiresAt).toBeUndefined();
  });

  it('cancelled keeps when it was, where AT&T does not say', async () => {
    const status = 'cancelled' as const;
    expect(await see(known, { status }, timeOf(6))).toMatchObject({ cancelledAt: timeOf(2), device: known.device });
    expect(await see(known, { status, cancelledAt: timeOf(3) }, timeOf(6))).toMatchObject({ cancelledAt: timeOf(3) });
  });

  it.each([4, 5])('at second %i is no news to what was seen at second 5', async (second) => {
    expect(await see(known, {}, timeOf(second))).toMatchObject(known);
  });

  describe('as it was known before', () => {
    const shown: Partial<LineItem> = { ...known, status: 'active', cancelledAt: undefined };
    const device = known.device;

    it.each<[string, Partial<LineItem>, object, string?]>([
      ['with its device', shown, { device }],
      ['without its device', shown, {}],
      ['after a change that was asked for before', { ...shown, timeline: [anEntry(4, { to: 'suspended' })] }, {}],
      ['after a change of something else', { ...shown, timeline: [anEntry(6)] }, {}],
      ['cancelled', known, { status: 'cancelled' }],
      ['cancelled when it was', known, { status: 'cancelled', cancelledAt: known.cancelledAt }],
      ['a year later', shown, {}, timeOf(366 * 24 * 3_600)],
    ])('%s costs no write', async (_, parts, seen, at = timeOf(7)) => {
      expect((await see(parts, seen, at)).revision).toBe(3);
    });

    it.each<[string, Partial<LineItem>, object]>([
      ['in another status', shown, { status: 'suspended' }],
      ['with another device', shown, { device: { sim: '0018' } }],
      ['with more of its device', shown, { device: { sim: '0017', imei: '1046' } }],
      ['cancelled at another time', known, { status: 'cancelled', cancelledAt: timeOf(3) }],
      ['of a status of ours', { ...shown, statusAt: undefined }, {}],
      ['after a change of its status was asked for', { ...shown, timeline: [anEntry(6, { to: 'active' })] }, {}],
      [
        'after changes of which one is of its status',
        { ...shown, timeline: [anEntry(4), anEntry(6, { to: 'active' })] },
        {},
      ],
      ['in service, though it is known when it was cancelled', { ...shown, cancelledAt: timeOf(2) }, {}],
    ])('%s is written', async (_, parts, seen) => {
      expect(await see(parts, seen, timeOf(7))).toMatchObject({ revision: 4, statusAt: timeOf(7) });
    });
  });

  it('that nobody has heard of is known from then on', async () => {
    const subscriberNumber = aNumber();
    await lines().see({ solutionProvider, subscriberNumber, status: 'suspended' }, () => timeOf(1));
    expect(await lineIn(table, subscriberNumber)).toEqual({
      ...{ solutionProvider, subscriberNumber, status: 'suspended', statusAt: timeOf(1), updatedAt: timeOf(1) },
      ...{ changesMade: 0, revision: 1, timeline: [] },
    });
  });
});
