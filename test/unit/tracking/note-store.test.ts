import type { Key, Table } from '#platform/table/table';
import { isNoteId, mostNotes, noteIdOf, noteInput, type NoteInput } from '#tracking/note';
import { createNoteStore } from '#tracking/note-store';
import { orderKey } from '#tracking/order/tracked-order';
import { anOrder, at, reread, stored, testTable } from './order/orders';

let table: Table;
beforeAll(async () => (table = await testTable()));

const clock = { ms: Date.parse(at) };
const notes = () => createNoteStore(table, () => clock.ms);
const document = { kind: 'bill', name: 'bill.pdf', reference: 'archive/bill-7' } as const;

const notedOrder = async () => {
  const order = await stored(table, anOrder());
  const key = orderKey(order.solutionProvider, order.quoteId);
  const noted = async () => ({ key, notices: (await reread(table, order)).notices });
  const add = async (input: NoteInput, idempotencyKey: string, by = 'client-a') =>
    notes().add(await noted(), { input, by, idempotencyKey });
  return { key, noted, add, list: async () => notes().list(await noted()), order: () => reread(table, order) };
};

it('a note and a document are kept as they were written, and the timeline tells of each', async () => {
  const { key, add, list, order } = await notedOrder();
  const text = await add({ text: 'waits for the owner, PIN 8642' }, 'one');
  clock.ms += 1_000;
  const paper = await add({ document: { ...document, name: 'PIN 8642' } }, 'two', 'client-b');
  expect(text).toStrictEqual({
    id: noteIdOf(key, 'one'),
    at,
    by: 'client-a',
    text: 'waits for the owner, PIN [secret]',
  });
  expect(paper).toMatchObject({ by: 'client-b', document: { ...document, name: 'PIN [secret]' } });
  expect(paper).not.toHaveProperty('text');
  expect(await list()).toEqual([text, paper]);
  expect((await order()).timeline.slice(1)).toEqual([
    { at, type: 'note-added', note: text.id, by: 'client-a' },
    { at: paper.at, type: 'document-added', note: paper.id, by: 'client-b' },
  ]);
});

it('a repeat is the note that was written first, whoever writes it and when', async () => {
  const { add, list, order } = await notedOrder();
  const first = await add({ text: 'once' }, 'one');
  clock.ms += 1_000;
  expect(await add({ text: 'once' }, 'one', 'client-b')).toEqual(first);
  await expect(add({ text: 'another' }, 'one')).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  await expect(add({ text: 'once', document }, 'one')).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  expect([(await list()).length, (await order()).timeline.length]).toEqual([1, 2]);
});

it('a repeat completes what a process that died has left', async () => {
  const { key, add, list, order } = await notedOrder();
  const dying = createNoteStore({ ...table, update: () => Promise.reject(new Error('died')) }, () => clock.ms);
  const note = { input: { text: 'once' }, by: 'client-a', idempotencyKey: 'one' };
  await expect(dying.add({ key }, note)).rejects.toThrow('died');
  expect(await list()).toEqual([]);
  const { at: since } = await add({ text: 'once' }, 'one', 'client-b');
  expect((await order()).timeline.at(-1)).toMatchObject({ at: since, by: 'client-a' });
});

describe('notes of one thing', () => {
  const full = (key: Key, length: number) => ({
    key,
    notices: ['overdue', ...Array.from({ length }, (_, index) => noteIdOf(key, `key ${index}`))],
  });
  const writing = (noted: Parameters<ReturnType<typeof notes>['add']>[0], idempotencyKey: string) =>
    notes().add(noted, { input: { text: 'one more' }, by: 'client-a', idempotencyKey });

  it('are a hundred at most, other marks not among them; one of them is answered again', async () => {
    const { key } = await notedOrder();
    const limit = {
      code: 'note-limit',
      details: { detail: expect.stringContaining('100 notes (limit 100)') as string },
    };
    await expect(writing(full(key, mostNotes), 'new')).rejects.toMatchObject(limit);
    expect(await writing(full(key, mostNotes - 1), 'new')).toMatchObject({ text: 'one more' });
    expect(await writing(full(key, mostNotes), 'key 3')).toMatchObject({ id: noteIdOf(key, 'key 3') });
  });

  it('are listed as they were told of, without other marks and what is gone, and all there can be', async () => {
    const { key, add } = await notedOrder();
    const [one, two] = [await add({ text: 'one' }, 'one'), await add({ text: 'two' }, 'two')];
    const notices = [two.id, 'overdue', noteIdOf(key, 'gone'), one.id];
    const asked: object[] = [];
    const spied = {
      ...table,
      query: (query: Parameters<Table['query']>[0]) => (asked.push(query), table.query(query)),
    };
    expect(await createNoteStore(spied, () => 0).list({ key, notices })).toEqual([two, one]);
    expect(asked).toMatchObject([{ limit: 200 }]);
    expect(await notes().list({ key })).toEqual([]);
  });
});

it('an id is of one key and one thing', () => {
  const key = { pk: 'SP#A', sk: 'ORDER#1' };
  expect(noteIdOf(key, 'one')).toMatch(/^note_[\w-]{32}$/);
  const others = [
    noteIdOf(key, 'two'),
    noteIdOf({ ...key, pk: 'SP#B' }, 'one'),
    noteIdOf({ ...key, sk: 'ORDER#2' }, 'one'),
  ];
  expect(new Set([noteIdOf(key, 'one'), noteIdOf({ ...key }, 'one'), ...others]).size).toBe(4);
  expect([isNoteId(noteIdOf(key, 'one')), isNoteId('overdue')]).toEqual([true, false]);
});

it.each<[string, unknown, boolean]>([
  ['a text', { text: ' a ' }, true],
  ['a document', { document }, true],
  ['neither', {}, false],
  ['an empty text', { text: ' ' }, false],
  ['a text that is too long', { text: 'x'.repeat(2_001) }, false],
  ['the longest text', { text: 'x'.repeat(2_000) }, true],
  ['something unknown', { text: 'a', more: 1 }, false],
  ['a document of another kind', { document: { ...document, kind: 'poem' } }, false],
  ['a document without a name', { document: { ...document, name: '' } }, false],
  ['a name that is too long', { document: { ...document, name: 'x'.repeat(121) } }, false],
  ['an address that is too long', { document: { ...document, reference: 'x'.repeat(301) } }, false],
  ['an address with a query', { document: { ...document, reference: 'https://a.example.com/x?sig=1' } }, false],
  ['something unknown of a document', { document: { ...document, more: 1 } }, false],
])('a note of %s is taken: %#', (_, input, isTaken) => {
  expect(noteInput.safeParse(input).success).toBe(isTaken);
});
