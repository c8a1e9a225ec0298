import type { Table } from '#platform/table/table';
import { anyKind } from '#tracking/long-running/any-kind';
import { createLineEffects } from '#tracking/line/line-effects';
import { lineKey } from '#tracking/line/line-item';
import { createFreeDevices } from '#tracking/long-running/free-devices';
import { longRunningKey } from '#tracking/long-running/long-running-request';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { createUniqueLocks } from '#tracking/long-running/unique-locks';
import { calling } from '../long-running/effects-world';
import { testTable } from '../order/orders';
import { aNumber, lineIn, solutionProvider, startMs } from './lines-in-table';

let table: Table;
beforeAll(async () => (table = await testTable()));

const nowMs = startMs + 3_600_000;
const now = new Date(nowMs).toISOString();
const effects = () => {
  const freeDevices = createFreeDevices(table, () => nowMs);
  return createLineEffects({ table, now: () => nowMs, lineChangeLimit: 'off', freeDevices });
};

const show = (answer: unknown, query: Record<string, string> = { imei: '352099000001046' }) =>
  effects().recordObservation(calling('get-line-details', { query }), answer);
const stored = (subscriberNumber: string) => table.get(lineKey(solutionProvider, subscriberNumber));

describe('a line that AT&T shows by itself', () => {
  it('is known from then on, of its device as much as is kept', async () => {
    const subscriberNumber = aNumber();
    const device = { imei: '352099000001046', sim: '89014103200000000023' };
    await show({ lines: [{ subscriberNumber, status: 'Suspended', statusDate: '2026-11-01T00:00:00Z', device }] });
    const line = await lineIn(table, subscriberNumber);
    expect(line).toMatchObject({ status: 'suspended', statusAt: now, device: { imei: '1046', sim: '0023' } });
    expect(line).not.toHaveProperty('cancelledAt');
  });

  it.each([
    ['2026-11-01T00:00:00-0500', '2026-11-01T05:00:00.000Z'],
    ['2026-11-01T00:00:00+01:00', '2026-10-31T23:00:00.000Z'],
    ['some day', undefined],
    [undefined, undefined],
  ])('cancelled on %s was cancelled %s', async (statusDate, cancelledAt) => {
    const subscriberNumber = aNumber();
    await show({ lines: [{ subscriberNumber, status: 'canceled', statusDate }] });
    expect(await lineIn(table, subscriberNumber)).toMatchObject({ status: 'cancelled' });
    expect((await stored(subscriberNumber))?.['cancelledAt']).toBe(cancelledAt);
  });
});

it.each<[string, (subscriberNumber: string) => unknown]>([
  ['in a status nobody knows', (subscriberNumber) => ({ lines: [{ subscriberNumber, status: 'ZZ' }] })],
  ['without a status', (subscriberNumber) => ({ lines: [{ subscriberNumber }] })],
  ['among several', (subscriberNumber) => ({ lines: [{ subscriberNumber, status: 'active' }, { subscriberNumber }] })],
  ['elsewhere than in a list', (subscriberNumber) => ({ lines: { 0: { subscriberNumber, status: 'active' } } })],
])('a line %s is not known by that', async (_, answer) => {
  const subscriberNumber = aNumber();
  await show(answer(subscriberNumber));
  expect(await stored(subscriberNumber)).toBeUndefined();
});

it('a line without a number is nobody’s', async () => {
  await expect(show({ lines: [{ status: 'active' }] })).resolves.toBeUndefined();
  expect(await stored('')).toBeUndefined();
});

describe('a device that an activation has', () => {
  let devices = 0;
  /** An activation that was done so long ago; `more` as AT&T shows it. */
  const activated = async ({ state = 'active', agoMs = 3_600_000, withItem = true } = {}) => {
    const imei = `35209900${String((devices += 1)).padStart(7, '0')}`;
    const sim = `890141032000${String(devices).padStart(8, '0')}`;
    const names = [`imei:${imei}`, `sim:${sim}`];
    const locked = { kind: 'service-activation' as const, solutionProvider, names };
    const locks = createUniqueLocks(table, () => nowMs);
    const owner = { requestId: `req_activation-${devices}`, at: now };
    await locks.take(locked, owner);
    const id = `ACT-${devices}`;
    await locks.identify(locked, owner, id);
    const observation = { at: new Date(nowMs - agoMs).toISOString(), status: state, state, details: {} };
    if (withItem)
      await createLongRunningStore(table, locks, () => nowMs, anyKind).adopt(
        { kind: 'service-activation', id, observation, solutionProvider, origin: 'here', guards: names },
        {},
      );
    const had = async () => Object.keys(await locks.owners(locked)).map((name) => name.split(':')[0]);
    return { imei, sim, had, key: longRunningKey('service-activation', solutionProvider, id) };
  };

  it('is free once a read by it shows no line, and what it was not read by stays', async () => {
    const { imei, sim, had } = await activated();
    await show({ lines: [] }, { imei });
    expect(await had()).toEqual(['sim']);
    await show({ lines: [{ status: 'cancelled' }, { status: 'canceled' }] }, { sim });
    expect(await had()).toEqual([]);
  });

  it.each<[string, Parameters<typeof activated>[0], unknown]>([
    ['a line in service is shown', {}, { lines: [{ status: 'cancelled' }, { status: 'active' }] }],
    ['a line is shown whose status nobody knows', {}, { lines: [{}] }],
    ['nothing is said of lines', {}, {}],
    ['AT&T may show its line only later', { agoMs: 15 * 60_000 - 1 }, { lines: [] }],
    ['the activation goes on', { state: 'pending' }, { lines: [] }],
    ['nothing is known of the activation', { withItem: false }, { lines: [] }],
  ])('is not where %s', async (_, activation, answer) => {
    const { imei, had } = await activated(activation);
    await show(answer, { imei });
    expect(await had()).toEqual(['imei', 'sim']);
  });

  it('is free from the moment on when AT&T would show its line', async () => {
    const { imei, had } = await activated({ agoMs: 15 * 60_000 });
    await show({ lines: [] }, { imei });
    expect(await had()).toEqual(['sim']);
  });

  it('is not touched by a read that names none', async () => {
    const { had } = await activated();
    await show({ lines: [] }, { subscriberNumber: aNumber() });
    expect(await had()).toEqual(['imei', 'sim']);
  });
});
