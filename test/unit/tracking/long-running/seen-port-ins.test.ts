import type { Table } from '#platform/table/table';
import type { CallContext } from '#requests/call-context';
import { requestKey } from '#requests/request-record';
import { anyKind } from '#tracking/long-running/any-kind';
import { createLongRunningEffects } from '#tracking/long-running/long-running-effects';
import { longRunningKey } from '#tracking/long-running/long-running-request';
import { recordingMetrics } from '../../../support/fakes';
import { contextOf, testTable } from '../order/orders';
import { aNumber, at, calling, effectsOn, itemIn, now, opening, ownerIn, reading, shownIn } from './effects-world';

let table: Table;
beforeAll(async () => (table = await testTable()));

const world = () => effectsOn(table);
const ownerOf = (subscriberNumber: string) => ownerIn(table, subscriberNumber);
const itemOf = (id: string) => itemIn(table, id);
const shown = (portInId: string, subscriberNumber: string, parts?: object) =>
  shownIn(table, portInId, subscriberNumber, parts);

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
    ['is an activation', calling('get-service-activation', { path: { requestId: 'ACT-9' } }), { requestStatus: 'pending', lines: [{ subscriberNumber: '2125559999' }] }], // prettier-ignore
  ])('keeps nothing where it %s', async (_, context, answer) => {
    const changes: unknown[] = [];
    const update: Table['update'] = (change) => (changes.push(change), table.update(change));
    const watched = { table: { ...table, update }, metrics: recordingMetrics(), kinds: anyKind, now: () => now };
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

describe('what nobody has heard of yet', () => {
  const tells = { id: 'P-told', state: undefined };

  it('is tracked once a read shows a state or anything else of it', async () => {
    const { effects } = world();
    const [untold, stated, detailed] = [`P-${aNumber()}`, `P-${aNumber()}`, `P-${aNumber()}`] as const;
    await effects.recordObservation(reading(untold), tells);
    await effects.recordObservation(reading(stated), { ...tells, state: 'pending' });
    await effects.recordObservation(reading(detailed), { ...tells, subscriberNumber: aNumber() });
    expect([await itemOf(untold), (await itemOf(stated))?.state, (await itemOf(detailed))?.state]).toEqual([
      ...[undefined, 'pending', 'unknown'],
    ]);
  });

  it('has no number for itself where AT&T shows none, or where it is no port-in', async () => {
    const { effects } = world();
    const id = `P-${aNumber()}`;
    await effects.recordObservation(reading(id), { ...tells, state: 'pending' });
    expect((await itemOf(id))?.guards).toEqual([]);
    const lines = [{ status: 'active', subscriberNumber: aNumber() }];
    const read = calling('get-service-activation', { path: { activationId: id } });
    await effects.recordObservation(read, { requestId: id, requestStatus: 'pending', lines });
    expect(await table.get(longRunningKey('service-activation', 'SP-A', id))).toMatchObject({ id, guards: [] });
  });
});

describe('what AT&T says that nobody knows', () => {
  const about = { operation: 'get-port-in', solutionProvider: 'SP-A' };
  const counted = async (...answers: object[]) => {
    const { effects, metrics } = world();
    const id = `P-odd-${aNumber()}`;
    for (const answer of answers) await effects.recordObservation(reading(id), { id, ...answer });
    return metrics.emitted;
  };
  const rejected = (code: string, text: string) => ({ state: 'rejected', stateReason: { code, text } });

  it('is counted: a state every time, of a write as well', async () => {
    const one = { about, values: { UnmappedStates: 1 } };
    expect(await counted({ state: 'ZZ' }, { state: 'ZZ' }, { state: 'pending' }, {})).toEqual([one, one]);
    const { effects, metrics } = world();
    effects.effectsOf(opening('2125550120'), { id: 'P-1', state: 'ZZ' }, 'req_1');
    expect(metrics.emitted).toEqual([{ ...one, about: { ...about, operation: 'request-port-in' } }]);
  });

  it('is counted: a reason when it comes up, and not where AT&T gave none or a known one', async () => {
    const one = { about, values: { UnmappedReasons: 1 } };
    const odd = rejected('QQ9', 'the stars are wrong');
    expect(await counted(odd, odd)).toEqual([one]);
    expect(await counted(odd, rejected('QQ8', 'the stars are wrong'))).toEqual([one, one]);
    expect(await counted(odd, rejected('QQ9', 'the moon is wrong'))).toEqual([one, one]);
    expect(await counted({ state: 'pending' }, odd)).toEqual([one]);
    expect(await counted({ state: 'rejected', stateReason: { text: 'the stars are wrong' } })).toEqual([one]);
    expect(await counted(odd, { state: 'ZZ' })).toEqual([one, { about, values: { UnmappedStates: 1 } }]);
    expect(await counted({ state: 'rejected' }, { state: 'pending' })).toEqual([]);
    expect(await counted(rejected('8A', 'Account number incorrect'))).toEqual([]);
  });
});
