import { requestRecordId, type WriteKey } from '#requests/request-record';

describe('the id of a write', () => {
  const idOf = (key: WriteKey) => requestRecordId('SP-A', 'write-thing', key);

  it('is the same for the same call of a bulk write, and another for another', () => {
    expect(idOf({ bulkWrite: 'b', call: 0 })).toBe(idOf({ call: 0, bulkWrite: 'b' }));
    const ids = [{ bulkWrite: 'b', call: 1 }, { bulkWrite: 'd', call: 0 }, '{"bulkWrite":"b","call":0}', 'b'];
    expect(new Set([idOf({ bulkWrite: 'b', call: 0 }), ...ids.map(idOf)]).size).toBe(5);
  });

  it('is short enough for an address', () => {
    expect(idOf('key')).toMatch(/^req_[\w-]{32}$/);
  });
});
