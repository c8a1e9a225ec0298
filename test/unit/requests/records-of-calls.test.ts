import { recordsOfCalls } from '#platform/table/keys';
import { createTable, type Item, type Table } from '#platform/table/table';
import { createNameClaims, createRecordsOfCalls, type RecordsOfCalls } from '#requests/records-of-calls';
import { requestKey, type RequestRecord } from '#requests/request-record';
import { fixedClock } from '../../support/fakes';
import { tableName, type Client } from '../../support/dynalite-client';
import { publisherRig, streamRecord } from '../../support/event-rig';
import { quickClient } from '../../support/quick-client';

const clock = fixedClock();
const idOf = (letter: string): string => `req_${letter.repeat(32)}`;
const [theirs, others] = [idOf('a'), idOf('b')];
const owners: Record<string, string> = { [theirs]: 'SP-A', [others]: 'SP-B' };

let client: Client;
let table: Table;
let calls: RecordsOfCalls;
beforeEach(() => {
  client = quickClient();
  table = createTable(client, tableName);
  const find = (requestId: string): Promise<RequestRecord | undefined> => {
    const solutionProvider = owners[requestId];
    return Promise.resolve(solutionProvider === undefined ? undefined : ({ requestId, solutionProvider } as never));
  };
  calls = createRecordsOfCalls(table, clock.now, find);
});

/** What else a record has that no call has completed. */
const claimedRecord = (): Item => ({
  ...{ operation: 'apex-create-quote', clientId: 'client-a', outcome: 'in-flight', bodyHash: 'h', evidence: [] },
  ...{ deadlineAt: new Date(clock.now()).toISOString(), request: { path: {}, query: {} } },
});

const foundBy = async (id: string): Promise<string | undefined> => (await calls.findBy('SP-A', id))?.requestId;

describe('a record', () => {
  it('is found by its own id, by whom it belongs to', async () => {
    expect(await foundBy(theirs)).toBe(theirs);
    expect(await foundBy(others)).toBeUndefined();
    expect(await foundBy(idOf('c'))).toBeUndefined();
  });

  it('is found by each id of the calls it was named in, by whom it belongs to', async () => {
    await calls.nameCall({ solutionProvider: 'SP-A', requestId: theirs }, ['call-1', 'call-2', 'call-1']);
    await calls.nameCall({ solutionProvider: 'SP-B', requestId: others }, ['call-1', 'call-3']);
    expect(await Promise.all(['call-1', 'call-2', 'call-3', 'call-4'].map(foundBy))).toEqual([
      ...[theirs, theirs],
      ...[undefined, undefined],
    ]);
  });

  it('is the last one’s of several calls with one id', async () => {
    for (const requestId of [others, theirs]) await calls.nameCall({ solutionProvider: 'SP-A', requestId }, ['call-1']);
    expect(await foundBy('call-1')).toBe(theirs);
  });

  it('is none where that of the call belongs to somebody else, or is gone', async () => {
    await calls.nameCall({ solutionProvider: 'SP-A', requestId: others }, ['call-1']);
    await calls.nameCall({ solutionProvider: 'SP-A', requestId: idOf('c') }, ['call-2']);
    expect([await foundBy('call-1'), await foundBy('call-2')]).toEqual([undefined, undefined]);
  });

  it('is found by a call’s id that looks like a record’s', async () => {
    await calls.nameCall({ solutionProvider: 'SP-A', requestId: theirs }, [idOf('d')]);
    expect(await foundBy(idOf('d'))).toBe(theirs);
  });

  it('is looked for under nothing that no call can have', async () => {
    const asked: object[] = [];
    const watched: Table = { ...table, get: (key) => (asked.push(key), table.get(key)) };
    const unknown = createRecordsOfCalls(watched, clock.now, () => Promise.resolve(undefined));
    expect(await unknown.findBy('SP-A', 'no call, no record')).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('is named for as long as names last', async () => {
    const put: Record<string, unknown>[] = [];
    const watched: Table = { ...table, put: (item) => (put.push(item), Promise.resolve(true)) };
    const named = createRecordsOfCalls(watched, clock.now, () => Promise.resolve(undefined));
    await named.nameCall({ solutionProvider: 'SP-A', requestId: theirs }, ['call-1', 'call-1']);
    expect(put).toEqual([
      {
        ...{ pk: expect.any(String) as string, sk: expect.any(String) as string, requestId: theirs },
        expiresAt: recordsOfCalls.lifetime.expiresAt(clock.now()),
      },
    ]);
  });
});

describe('a call that claimed a record leads to it by what the stream tells', () => {
  const claim = (parts: object = {}): Item => ({
    ...{ requestId: theirs, solutionProvider: 'SP-A', owner: 'one', callIds: ['call-1', 'call-2'] },
    startedAt: new Date(clock.now()).toISOString(),
    ...parts,
  });
  const laterBy = (ms: number): { startedAt: string } => ({ startedAt: new Date(clock.now() + ms).toISOString() });
  const told = (before: Item | undefined, after: Item): Promise<void> => createNameClaims(table)(before, after);

  it('by all of its ids, for as long as any call does', async () => {
    const { publish } = await publisherRig(client);
    const key = requestKey(theirs);
    expect(await publish([streamRecord(key, undefined, { ...claimedRecord(), ...claim() })])).toEqual([]);
    expect(await Promise.all(['call-1', 'call-2', 'call-3'].map(foundBy))).toEqual([theirs, theirs, undefined]);
  });

  it('and is told again where it cannot be stored now', async () => {
    const { publish } = await publisherRig(client);
    const record = streamRecord(requestKey(theirs), undefined, { ...claimedRecord(), ...claim() });
    const nameClaims = createNameClaims({ put: () => Promise.reject(new Error('no table')) });
    expect(await publish([record], { nameClaims })).toEqual([record.dynamodb?.SequenceNumber]);
  });

  it('and the call of each claim of a key that was free again', async () => {
    await told(undefined, claim());
    await told(claim({ outcome: 'not-sent' }), claim({ owner: 'two', callIds: ['call-3'], ...laterBy(5_000) }));
    expect(await Promise.all(['call-1', 'call-2', 'call-3'].map(foundBy))).toEqual([theirs, theirs, theirs]);
  });

  it('once: no other change of the record is one of its calls', async () => {
    await told(claim({ outcome: 'in-flight' }), claim({ outcome: 'succeeded' }));
    expect(await foundBy('call-1')).toBeUndefined();
  });

  it('and takes the lead of no later call away, however late it is told', async () => {
    owners[idOf('e')] = 'SP-A';
    clock.advance(2_000);
    await calls.nameCall({ solutionProvider: 'SP-A', requestId: idOf('e') }, ['call-1']);
    await told(undefined, claim(laterBy(-2_000)));
    expect(await Promise.all(['call-1', 'call-2'].map(foundBy))).toEqual([idOf('e'), theirs]);
    await told(undefined, claim(laterBy(2_000)));
    expect(await foundBy('call-1')).toBe(theirs);
  });

  it('which a record of the release before does not say: its call has named it', async () => {
    const { callIds: _callIds, ...older } = claim();
    const put = (): Promise<boolean> => Promise.reject(new Error('nothing is to be stored'));
    await expect(createNameClaims({ put })(undefined, older)).resolves.toBeUndefined();
  });
});
