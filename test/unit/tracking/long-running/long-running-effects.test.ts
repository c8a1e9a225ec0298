import type { Table } from '#platform/table/table';
import type { CallContext } from '#requests/call-context';
import { longRunningKey, longRunningRequestSchema } from '#tracking/long-running/long-running-request';
import { lockKey } from '#tracking/long-running/unique-locks';
import { contextOf, testTable } from '../order/orders';
import {
  activating,
  aNumber,
  at,
  calling,
  correcting,
  effectsOn,
  itemIn,
  lockOf,
  opening,
  ownerIn,
  reading,
  shownIn,
} from './effects-world';

let table: Table;
beforeAll(async () => (table = await testTable()));

const world = () => effectsOn(table);
const ownerOf = (subscriberNumber: string) => ownerIn(table, subscriberNumber);
const itemOf = (id: string) => itemIn(table, id);
const shown = (portInId: string, subscriberNumber: string, parts?: object) =>
  shownIn(table, portInId, subscriberNumber, parts);

describe.each<[string, CallContext]>([
  ['a read', reading('P-read')],
  ['what is no port-in', contextOf('apex-check-credit', { body: { quoteId: '0Q0' } })],
])('%s', (_, context) => {
  it('is let through, waits for nothing and tells nothing of a write', async () => {
    const { effects } = world();
    expect(await effects.reserve(context, 'req_1')).toEqual({ warnings: [] });
    await effects.release(context, 'req_1');
    await effects.scheduleFollowUp(context, {});
    expect(await effects.isReserved(context, 'req_1')).toBeUndefined();
    expect(await effects.trackedKey(context)).toBeUndefined();
    expect(effects.effectsOf(context, { id: 'P-1', state: 'pending' }, 'req_1')).toEqual({
      update: undefined,
      items: [],
    });
  });
});

describe('a request that opens something', () => {
  it('has its number for itself until it is released', async () => {
    const { effects } = world();
    const asked = aNumber();
    const key = lockKey(lockOf(asked));
    expect(await effects.isReserved(opening(asked), 'req_1')).toBe(false);
    expect(await effects.reserve(opening(asked), 'req_1')).toEqual({ warnings: [], tracked: key });
    expect(await effects.trackedKey(opening(asked))).toEqual(key);
    expect(await effects.isReserved(opening(asked), 'req_1')).toBe(true);
    expect(await effects.isReserved(opening(asked), 'req_2')).toBe(false);
    await effects.release(opening(asked), 'req_2');
    expect(await ownerOf(asked)).toEqual({ requestId: 'req_1', at });
    await effects.release(opening(asked), 'req_1');
    expect(await ownerOf(asked)).toBeUndefined();
  });

  it('is reserved only with all that it wants', async () => {
    const { effects } = world();
    const device = { imei: aNumber(), sim: aNumber() };
    await effects.reserve(activating({ imei: device.imei }), 'req_1');
    expect(await effects.isReserved(activating(device), 'req_1')).toBe(false);
    await effects.reserve(activating(device), 'req_1');
    expect(await effects.isReserved(activating(device), 'req_1')).toBe(true);
  });

  it('that wants nothing for itself leaves no trace', async () => {
    const { effects } = world();
    const batch = calling('provision-pdp', { body: { apn: 'iot' } });
    expect(await effects.reserve(batch, 'req_1')).toEqual({ warnings: [], tracked: undefined });
    expect(await effects.isReserved(batch, 'req_1')).toBeUndefined();
    expect(await effects.trackedKey(batch)).toBeUndefined();
  });

  it('is an item that keeps its number, once AT&T has given it an id', () => {
    const { effects } = world();
    const { update, items } = effects.effectsOf(opening('2125550120'), { id: 'P-1', state: 'acknowledged' }, 'req_1');
    expect(update).toMatchObject({ facts: [], progress: { kind: 'port-in', id: 'P-1' } });
    expect(items).toHaveLength(1);
    expect(longRunningRequestSchema.parse(items[0])).toMatchObject({
      ...{ origin: 'here', state: 'submitted', guards: ['number:2125550120'], requestId: 'req_1' },
      ...{ customerReference: 'our 7', timeline: [{ type: 'opened', by: 'client-a', requestId: 'req_1' }] },
    });
    const idless = effects.effectsOf(opening('2125550120'), { state: 'acknowledged' }, 'req_1');
    expect(idless).toEqual({ update: undefined, items: [] });
  });
});

describe('a change of a port-in', () => {
  const begun = async () => {
    const had = aNumber();
    const id = `P-${had}`;
    await shown(id, had);
    return { had, id };
  };

  it('waits on the item, and on nothing where the request names none', async () => {
    const { effects } = world();
    const { id } = await begun();
    const key = longRunningKey('port-in', 'SP-A', id);
    expect(await effects.isReserved(correcting(id), 'req_1')).toBe(false);
    expect(await effects.reserve(correcting(id), 'req_1')).toEqual({ warnings: [], tracked: key });
    expect(await effects.isReserved(correcting(id), 'req_1')).toBe(true);
    expect(await effects.isReserved(correcting('P-nobodys'), 'req_1')).toBe(false);
    expect(await effects.trackedKey(correcting(id))).toEqual(key);
    expect(await effects.trackedKey(calling('update-port-in'))).toBeUndefined();
    await effects.release(correcting(id), 'req_1');
    expect((await itemOf(id))?.pending).toEqual({});
  });

  it('is known to have been let through by what it left in the timeline', async () => {
    const { id } = await begun();
    const item = (await itemOf(id))!;
    const entry = { at, type: 'change-done', change: 'update', requestId: 'req_1' };
    await table.update({ key: longRunningKey('port-in', 'SP-A', id), append: { timeline: [entry] } });
    expect(item.timeline).toHaveLength(1);
    expect(await world().effects.isReserved(correcting(id), 'req_1')).toBe(true);
  });

  it('has another number for itself as well, but not the one the item has', async () => {
    const { effects } = world();
    const { had, id } = await begun();
    await effects.reserve(correcting(id, { subscriberNumber: had }), 'req_1');
    expect(await ownerOf(had)).toEqual({ itemId: id, at });
    expect((await itemOf(id))?.pending['update']).toEqual({ requestId: 'req_1', at });
    await effects.release(correcting(id, { subscriberNumber: had }), 'req_1');
    const wanted = aNumber();
    await effects.reserve(correcting(id, { subscriberNumber: wanted }), 'req_1');
    expect(await ownerOf(wanted)).toEqual({ requestId: 'req_1', at });
    expect((await itemOf(id))?.pending['update']?.guards).toEqual([`number:${wanted}`]);
    await effects.release(correcting(id, { subscriberNumber: wanted }), 'req_1');
    expect(await ownerOf(wanted)).toBeUndefined();
  });

  it('leaves the other number free when it is refused', async () => {
    const { effects } = world();
    const { id } = await begun();
    const wanted = aNumber();
    const refused = { ...correcting(id, { subscriberNumber: wanted }), expectedVersions: [7] };
    await expect(effects.reserve(refused, 'req_1')).rejects.toMatchObject({ code: 'precondition-failed' });
    expect(await ownerOf(wanted)).toBeUndefined();
    await expect(effects.reserve({ ...correcting(id), expectedVersions: [7] }, 'req_1')).rejects.toMatchObject({
      code: 'precondition-failed',
    });
  });

  it('of an item nobody knows has the number it names', async () => {
    const wanted = aNumber();
    await world().effects.reserve(correcting(`P-new-${wanted}`, { subscriberNumber: wanted }), 'req_1');
    expect(await ownerOf(wanted)).toEqual({ requestId: 'req_1', at });
  });

  it('tells what became of the item, and makes none', () => {
    const { effects } = world();
    const { update, items } = effects.effectsOf(correcting('P-1'), { id: 'P-1', state: 'pending' }, 'req_1');
    expect(update).toMatchObject({ progress: { id: 'P-1', observation: { state: 'pending', at } } });
    expect(items).toEqual([]);
  });
});
