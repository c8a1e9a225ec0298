import { recordsOfCalls } from '#platform/table/keys';
import { createTable, type Table } from '#platform/table/table';
import { createRecordsOfCalls, type RecordsOfCalls } from '#requests/records-of-calls';
import type { RequestRecord } from '#requests/request-record';
import { fixedClock } from '../../support/fakes';
import { tableName } from '../../support/dynalite-client';
import { quickClient } from '../../support/quick-client';

const clock = fixedClock();
const idOf = (letter: string): string => `req_${letter.repeat(32)}`;
const [theirs, others] = [idOf('a'), idOf('b')];
const owners: Record<string, string> = { [theirs]: 'SP-A', [others]: 'SP-B' };

let table: Table;
let calls: RecordsOfCalls;
beforeEach(() => {
  table = createTable(quickClient(), tableName);
  const find = (requestId: string): Promise<RequestRecord | undefined> => {
    const solutionProvider = owners[requestId];
    return Promise.resolve(solutionProvider === undefined ? undefined : ({ requestId, solutionProvider } as never));
  };
  calls = createRecordsOfCalls(table, clock.now, find);
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
