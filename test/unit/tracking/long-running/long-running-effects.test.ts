import type { OperationId } from '#operations/registry';
import type { Table } from '#platform/table/table';
import type { CallContext } from '#requests/call-context';
import { requestKey } from '#requests/request-record';
import { createLongRunningEffects } from '#tracking/long-running/long-running-effects';
import { longRunningKey, longRunningRequestSchema } from '#tracking/long-running/long-running-request';
import { createUniqueLocks, lockKey, type LockedNames } from '#tracking/long-running/unique-locks';
import { recordingMetrics } from '../../../support/fakes';
import { contextOf, testTable, type CallParts } from '../order/orders';

const now = Date.UTC(2026, 10, 5, 9);
const at = new Date(now).toISOString();

let table: Table;
beforeAll(async () => (table = await testTable()));

const locks = () => createUniqueLocks(table, () => now);
const world = () => {
  const metrics = recordingMetrics();
  return { metrics, effects: createLongRunningEffects({ table, metrics, now: () => now }) };
};

let number = 2_125_550_000;
const aNumber = () => String((number += 1));
const lockOf = (subscriberNumber: string): LockedNames => ({
  ...{ kind: 'port-in', solutionProvider: 'SP-A', names: [`number:${subscriberNumber}`] },
});
const ownerOf = async (subscriberNumber: string) =>
  (await locks().owners(lockOf(subscriberNumber)))[`number:${subscriberNumber}`];
const itemOf = async (id: string) => {
  const item = await table.get(longRunningKey('port-in', 'SP-A', id));
  return item && longRunningRequestSchema.parse(item);
};

interface Parts extends CallParts {
  path?: Record<string, string>;
}
const calling = (id: OperationId, { path = {}, ...parts }: Parts = {}): CallContext => {
  const context = contextOf(id, parts);
  return { ...context, request: { ...context.request, path } };
};
const opening = (subscriberNumber: string) => calling('request-port-in', { body: { subscriberNumber } });
const correcting = (portInId: string, body: object = {}) => calling('update-port-in', { path: { portInId }, body });
const reading = (portInId: string) => calling('get-port-in', { path: { portInId } });
const activating = (device: object) => calling('activate-service', { body: { device } });

/** A port-in of a number, as a read shows it. */
const shown = async (portInId: string, subscriberNumber: string, parts: object = {}) => {
  await world().effects.recordObservation(reading(portInId), {
    id: portInId,
    state: 'pending',
    subscriberNumber,
    ...parts,
  });
};

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
    const [had, id] = [aNumber(), `P-${number}`];
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

describe('a port-in that is read', () => {
  it('keeps its number from others as long as it is open', async () => {
    const [open, over] = [aNumber(), aNumber()];
    await shown(`P-${open}`, open);
    await shown(`P-${over}`, over, { state: 'completed' });
    expect(await ownerOf(open)).toEqual({ itemId: `P-${open}`, at });
    expect(await ownerOf(over)).toBeUndefined();
    expect(await itemOf(`P-${open}`)).toMatchObject({
      ...{ origin: 'elsewhere', guards: [`number:${open}`], customerReference: 'our 7' },
      timeline: [{ type: 'adopted', by: 'client-a' }],
    });
    await shown(`P-${open}`, open, { state: 'confirmed' });
    expect(await itemOf(`P-${open}`)).toMatchObject({ state: 'confirmed', revision: 2 });
  });

  it('leaves its number to the port-in that has it and is open', async () => {
    const taken = aNumber();
    await shown(`P-${taken}-first`, taken);
    await shown(`P-${taken}-second`, taken);
    expect(await ownerOf(taken)).toEqual({ itemId: `P-${taken}-first`, at });
  });

  it('takes its number from a request that led to nothing', async () => {
    const taken = aNumber();
    const { effects } = world();
    await effects.reserve(opening(taken), `req_${taken}`);
    await table.put({
      ...requestKey(`req_${taken}`),
      ...{ requestId: `req_${taken}`, solutionProvider: 'SP-A', operation: 'request-port-in', clientId: 'crm' },
      ...{ owner: 'o', bodyHash: 'h', startedAt: at, deadlineAt: at, expiresAt: 2_000_000_000 },
      ...{ outcome: 'rejected', request: { path: {}, query: {} } },
    });
    await shown(`P-${taken}`, taken);
    expect(await ownerOf(taken)).toEqual({ itemId: `P-${taken}`, at });
  });

  it('is what a request leads to of which nobody knows what became', async () => {
    const taken = aNumber();
    const { effects } = world();
    await effects.reserve(opening(taken), 'req_unknown');
    await shown(`P-${taken}`, taken);
    expect(await ownerOf(taken)).toEqual({ requestId: 'req_unknown', itemId: `P-${taken}`, at });
    await shown(`P-${taken}-other`, taken);
    expect(await ownerOf(taken)).toMatchObject({ itemId: `P-${taken}` });
  });

  it.each<[string, CallContext, object]>([
    ['is shown without a number', reading('P-numberless'), { state: 'pending' }],
    ['is an activation', calling('get-service-activation', { path: { requestId: 'ACT-9' } }), { requestStatus: 'pending', subscriberNumber: '2125559999' }], // prettier-ignore
  ])('keeps nothing where it %s', async (_, context, answer) => {
    const changes: unknown[] = [];
    const update: Table['update'] = (change) => (changes.push(change), table.update(change));
    const watched = { table: { ...table, update }, metrics: recordingMetrics(), now: () => now };
    await createLongRunningEffects(watched).recordObservation(context, answer);
    expect(changes).toEqual([]);
  });

  it('is nothing where the request names none', async () => {
    const { effects, metrics } = world();
    await effects.recordObservation(calling('get-port-in'), { state: 'ZZ' });
    await effects.recordObservation(contextOf('alliance-get-credit-check', { query: { quoteId: '0Q0' } }), {
      state: 'ZZ',
    });
    expect(metrics.emitted).toEqual([]);
  });
});

describe('what AT&T says that nobody knows', () => {
  const dimensions = { operation: 'get-port-in', solutionProvider: 'SP-A' };
  const counted = async (...answers: object[]) => {
    const { effects, metrics } = world();
    const id = `P-odd-${aNumber()}`;
    for (const answer of answers) await effects.recordObservation(reading(id), { id, ...answer });
    return metrics.emitted;
  };
  const rejected = (code: string, text: string) => ({ state: 'rejected', stateReason: { code, text } });

  it('is counted: a state every time, of a write as well', async () => {
    const one = { dimensions, values: { UnmappedStates: 1 } };
    expect(await counted({ state: 'ZZ' }, { state: 'ZZ' }, { state: 'pending' }, {})).toEqual([one, one]);
    const { effects, metrics } = world();
    effects.effectsOf(opening('2125550120'), { id: 'P-1', state: 'ZZ' }, 'req_1');
    expect(metrics.emitted).toEqual([{ ...one, dimensions: { ...dimensions, operation: 'request-port-in' } }]);
  });

  it('is counted: a reason when it comes up, and not where AT&T gave none or a known one', async () => {
    const one = { dimensions, values: { UnmappedReasons: 1 } };
    const odd = rejected('QQ9', 'the stars are wrong');
    expect(await counted(odd, odd)).toEqual([one]);
    expect(await counted(odd, rejected('QQ8', 'the stars are wrong'))).toEqual([one, one]);
    expect(await counted(odd, rejected('QQ9', 'the moon is wrong'))).toEqual([one, one]);
    expect(await counted({ state: 'pending' }, odd)).toEqual([one]);
    expect(await counted({ state: 'rejected', stateReason: { text: 'the stars are wrong' } })).toEqual([one]);
    expect(await counted({ state: 'rejected' }, { state: 'pending' })).toEqual([]);
    expect(await counted(rejected('8A', 'Account number incorrect'))).toEqual([]);
  });
});
