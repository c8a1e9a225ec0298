import { itemKinds } from '../../../tools/data-model/item-kinds';
import { kindOf } from '../../../tools/data-model/check-item';
import { placesIn } from '../../../tools/stored-shapes/choose-samples';
import { messagesOf } from '../../../tools/stored-shapes/messages-of';
import { itemReaders, messageReaders } from '../../../tools/stored-shapes/readers';
import { takenOf } from '../../../tools/stored-shapes/release';
import { disagreements } from '../../support/disagreements';
import { codeBefore, releases, unreadableAs, unreadableBefore, whatToDo } from '../../support/releases';

/*
 * While an update is deployed, functions of both releases read what either has written, and after a roll-back the release before reads
 * what this one has. What the unit suite writes is read by the code of the release before where it is written
 * (test/support/catalogued-items); how whole functions of both get on with each other is in `release-before`.
 */

const kept = releases();
const [latest] = kept.toSorted((a, b) => b.name.localeCompare(a.name, undefined, { numeric: true }));
const ofEach = kept.flatMap(({ name, ...release }) =>
  Object.entries({ ...release.items, ...release.messages }).map(
    ([kind, values]) => [kind, name, values, release.taken[kind] ?? []] as const,
  ),
);

describe('what an earlier release wrote', () => {
  it('is there of every kind of item and message that it had, and its code', () => {
    expect(latest).toBeDefined();
    const { items, messages } = latest!;
    const names = Object.keys({ ...items, ...messages });
    expect(codeBefore().name).toBe(latest!.name);
    for (const name of names) expect([name, codeBefore().read(name, undefined)]).toEqual([name, expect.anything()]);
    for (const name of Object.keys({ ...itemReaders, ...messageReaders }))
      if (codeBefore().read(name, undefined)) expect(names).toContain(name);
    for (const [kind, some] of Object.entries(items)) for (const item of some) expect(kindOf(item)).toBe(kind);
    expect(Object.keys(items).length).toBeGreaterThanOrEqual(30);
  });

  it.each(ofEach)(
    'is read today, and nothing of it is overlooked: %s of release %s',
    (kind, _release, values, taken) => {
      expect(takenOf(kind, values)).toEqual(expect.arrayContaining([...taken]));
      expect(taken.length).toBeGreaterThan(0);
    },
  );
});

describe('what this release writes', () => {
  it.each(Object.keys(messageReaders))('the release before reads, of messages: %s', async (name) => {
    const messages: Record<string, unknown[]> = await messagesOf(latest!.items);
    expect(messages[name]!.length).toBeGreaterThan(0);
    for (const message of messages[name]!) expect(unreadableAs(name, message)).toEqual([]);
  });

  it('is read by its code: one member less, of another type, or with another value, is noticed', () => {
    const job = latest!.items['poll-job']![0]!;
    const { run: _run, ...without } = job;
    const mistakesOf = (item: object) => unreadableAs('poll-job', item);
    expect(mistakesOf(job)).toEqual([]);
    expect(mistakesOf({ ...job, isNew: true })).toEqual([]);
    expect(mistakesOf(without)).toEqual([expect.stringContaining('could not read poll-job/run')]);
    expect(mistakesOf({ ...job, polls: '3' })).toEqual([expect.stringContaining('could not read poll-job/polls')]);
    expect(mistakesOf({ ...job, outcome: 'lost' })).toEqual([
      expect.stringContaining('could not read poll-job/outcome'),
    ]);
    expect(mistakesOf(without)).toEqual([expect.stringContaining(whatToDo)]);
    expect(whatToDo).toContain('it takes two releases');
  });

  it('is read by it wherever a test writes it, unless nobody can read it, on purpose', () => {
    const [order] = latest!.items['tracked-order']!;
    expect(unreadableBefore(order!)).toEqual([]);
    expect(unreadableBefore({ ...order, timeline: 'none' })).toEqual([]);
  });
});

it('what is read today has a reader for every kind there is', () => {
  expect(Object.keys(itemReaders)).toEqual(expect.arrayContaining(Object.keys(itemKinds)));
  expect(placesIn({ a: [{ b: 1 }, { b: 'x' }], c: new Uint8Array(1) })).toEqual([
    '.a[].b: number',
    '.a[].b: string',
    '.c: Uint8Array',
  ]);
});

it('two readings differ in what both have; bytes, sets and lists are compared by what is in them', () => {
  const reading = { a: [{ b: 1 }], c: new Uint8Array([1]), d: new Set(['x', 'y']), e: null };
  const same = { a: [{ b: 1, more: 2 }], c: new Uint8Array([1]), d: new Set(['y', 'x']), e: null, f: 1 };
  expect(disagreements(reading, same)).toEqual([]);
  expect(disagreements({ ...reading, g: 1 }, same)).toEqual([]);
  expect(disagreements({ ...reading, g: 1 }, same, false)).toEqual(['/g is not there today']);
  expect(disagreements(reading, { ...same, a: [{ b: 2 }], c: new Uint8Array([2]), d: new Set(['x']), e: 0 })).toEqual([
    '/a/0/b is 1 there and 2 today',
    '/c is AQ== there and Ag== today',
    '/d is ["x","y"] there and ["x"] today',
    '/e is null there and 0 today',
  ]);
  expect(disagreements(reading, { ...same, a: [] })).toEqual(['/a is [{"b":1}] there and [] today']);
});
