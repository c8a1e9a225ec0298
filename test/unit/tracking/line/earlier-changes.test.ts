import type { OperationId } from '#operations/registry';
import type { Table } from '#platform/table/table';
import { createLineEffects } from '#tracking/line/line-effects';
import type { LineEntry, LineItem } from '#tracking/line/line-item';
import { calling } from '../long-running/effects-world';
import { testTable } from '../order/orders';
import { anEntry, ended, startMs, storedLine, timeOf } from './lines-in-table';

let table: Table;
beforeAll(async () => (table = await testTable()));

const reserving = (id: OperationId, { subscriberNumber }: LineItem, on = table) =>
  createLineEffects({ table: on, now: () => startMs + 3_600_000, lineChangeLimit: 'off' }).reserve(
    calling(id, { path: { subscriberNumber }, body: {} }),
    'req_own',
  );

describe('what a line was asked for before', () => {
  const seen = { status: 'active', statusAt: timeOf(10) } as const;
  const to = (status: LineEntry['to'], seconds = 20) => anEntry(seconds, { to: status });
  const made = (status: LineEntry['to'], seconds = 20) => anEntry(seconds, { to: status, outcome: 'succeeded' });

  it.each<[string, Partial<LineItem>, OperationId, boolean]>([
    ['a change under way that would allow it', { ...seen, timeline: [to('suspended')] }, 'resume-subscriber', true],
    ['a change that was made and allows it', { ...seen, timeline: [made('suspended')] }, 'resume-subscriber', true],
    ['a change that was made and forbids it', { ...seen, timeline: [made('suspended')] }, 'suspend-subscriber', false],
    ['a change under way that would forbid it', { ...seen, timeline: [to('suspended')] }, 'suspend-subscriber', true],
    ['a change that takes effect later', { ...seen, timeline: [to('unknown')] }, 'resume-subscriber', true],
    [
      'one that was refused',
      { ...seen, timeline: [{ ...to('suspended'), outcome: 'rejected' }] },
      'resume-subscriber',
      false,
    ],
    [
      'the newest of two',
      { ...seen, timeline: [made('suspended'), made('cancelled', 30)] },
      'restore-subscriber',
      true,
    ],
    [
      'no longer the oldest of two',
      { ...seen, timeline: [made('suspended'), made('active', 30)] },
      'resume-subscriber',
      false,
    ],
    [
      'the one before one that was refused',
      { ...seen, timeline: [made('suspended'), { ...to('active', 30), outcome: 'rejected' }] },
      'resume-subscriber',
      true,
    ],
    [
      'not one that AT&T has shown another status since',
      { ...seen, timeline: [made('suspended', 9)] },
      'resume-subscriber',
      false,
    ],
    ['nor one of the same time', { ...seen, timeline: [made('suspended', 10)] }, 'resume-subscriber', false],
    [
      'nor one that changes no status',
      { ...seen, timeline: [anEntry(20, { change: 'device' })] },
      'resume-subscriber',
      false,
    ],
    ['one of a line whose status was never shown', { timeline: [made('suspended')] }, 'suspend-subscriber', false],
  ])('decides: %s: %s', async (_, parts, id, isAllowed) => {
    const reserved = reserving(id, await storedLine(table, parts));
    if (isAllowed) expect((await reserved).tracked).toBeDefined();
    else await expect(reserved).rejects.toMatchObject({ code: 'step-not-allowed' });
  });

  it.each([
    ['succeeded', false],
    ['not-applied', true],
    ['unknown', true],
  ] as const)('and would forbid it, is looked up: %s lets it through: %s', async (outcome, isAllowed) => {
    const entry = to('cancelled');
    await ended(table, entry, { outcome });
    const line = await storedLine(table, {
      ...seen,
      status: outcome === 'unknown' ? 'suspended' : 'active',
      timeline: [entry],
    });
    const reserved = reserving('suspend-subscriber', line);
    if (isAllowed) expect((await reserved).warnings).toEqual([]);
    else await expect(reserved).rejects.toMatchObject({ details: { missing: [{ known: 'cancelled' }] } });
  });

  it.each(['unknown', 'suspended'] as const)('and leads to %s, is not looked up', async (status) => {
    const get = jest.fn((key: Parameters<Table['get']>[0]) => table.get(key));
    const line = await storedLine(table, { ...seen, timeline: [to(status)] });
    await reserving('resume-subscriber', line, { ...table, get });
    expect(get).not.toHaveBeenCalled();
  });

  it('has the date of a cancellation that was asked for here, and of no other change', async () => {
    const long = (status: LineEntry['to'], outcome?: 'succeeded') =>
      storedLine(table, { timeline: [{ ...anEntry(-61 * 24 * 3_600, { to: status }), ...(outcome && { outcome }) }] });
    await expect(reserving('restore-subscriber', await long('cancelled'))).rejects.toMatchObject({
      details: { missing: [{ fact: 'cancellation' }] },
    });
    expect((await reserving('restore-subscriber', await long('unknown'))).warnings).toHaveLength(1);
  });
});
