import { readingAhead } from '#platform/table/reading-ahead';
import type { Item, Key } from '#platform/table/table';

const key: Key = { pk: 'SP#SP-A', sk: 'LINE#2125550120' };

/** A table whose reads are answered one by one, each with another number. */
const slowTable = () => {
  const asked: { key: Key; answer: (item: Item) => void; fail: (error: Error) => void }[] = [];
  const get = (of: Key): Promise<Item | undefined> => {
    const { promise, resolve, reject } = Promise.withResolvers<Item | undefined>();
    asked.push({ key: of, answer: resolve, fail: reject });
    return promise;
  };
  return { asked, ahead: readingAhead({ get, query: () => Promise.resolve({ items: [] }) }) };
};

it('gives whoever gets an item first what was begun to be read, and reads it anew for all after', async () => {
  const { asked, ahead } = slowTable();
  ahead.begin(key);
  expect(asked).toMatchObject([{ key }]);
  const first = ahead.get({ ...key });
  expect(asked).toHaveLength(1);
  asked[0]?.answer({ ...key, n: 1 });
  expect(await first).toEqual({ ...key, n: 1 });
  void ahead.get(key);
  expect(asked).toHaveLength(2);
});

it('gives nobody another item', () => {
  const { asked, ahead } = slowTable();
  ahead.begin(key);
  void ahead.get({ ...key, sk: 'LINE#2125550121' });
  void ahead.get({ ...key, pk: 'SP#SP-B' });
  expect(asked.map((one) => `${one.key.pk} ${one.key.sk}`)).toEqual([
    'SP#SP-A LINE#2125550120',
    'SP#SP-A LINE#2125550121',
    'SP#SP-B LINE#2125550120',
  ]);
});

it('gives each of two calls about one item a read of its own', async () => {
  const { asked, ahead } = slowTable();
  const ends = [ahead.begin(key), ahead.begin(key)];
  const both = [ahead.get(key), ahead.get(key)];
  expect(asked).toHaveLength(2);
  asked.forEach(({ answer }, n) => answer({ ...key, n }));
  expect(new Set((await Promise.all(both)).map((item) => item?.['n']))).toEqual(new Set([0, 1]));
  await Promise.all(ends.map((end) => end()));
});

it('gives nobody what is ended, which waits until nothing is on its way', async () => {
  const { asked, ahead } = slowTable();
  const ended = jest.fn();
  const end = ahead.begin(key)().then(ended);
  void ahead.get(key);
  expect(asked).toHaveLength(2);
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).not.toHaveBeenCalled();
  asked[0]?.answer({ ...key, n: 1 });
  await end;
  expect(ended).toHaveBeenCalled();
});

it('tells whoever gets the item that it could not be read, and nobody else', async () => {
  const { asked, ahead } = slowTable();
  const end = ahead.begin(key);
  const got = ahead.get(key);
  asked[0]?.fail(new Error('made up by the test'));
  await expect(got).rejects.toThrow('made up by the test');
  await expect(end()).resolves.toBeUndefined();
  const ended = ahead.begin(key)();
  asked[1]?.fail(new Error('made up by the test'));
  await expect(ended).resolves.toBeUndefined();
});
