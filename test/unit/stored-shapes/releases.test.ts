import { itemKinds } from '../../../tools/data-model/item-kinds';
import { kindOf } from '../../../tools/data-model/check-item';
import { placesIn } from '../../../tools/stored-shapes/choose-samples';
import { messagesOf } from '../../../tools/stored-shapes/messages-of';
import { messageReaders } from '../../../tools/stored-shapes/readers';
import { readersOfToday, takenOf } from '../../../tools/stored-shapes/release';
import { releases, unreadableAs, unreadableBefore } from '../../support/releases';

/*
 * While an update is deployed, functions of both releases read what either has written, and after a roll-back the release before reads
 * what this one has. What the unit suite writes is held to the release before where it is written (test/support/catalogued-items).
 */

const [latest] = releases.toSorted((a, b) => b.name.localeCompare(a.name, undefined, { numeric: true }));
const ofEach = releases.flatMap(({ name, ...release }) =>
  Object.entries({ ...release.items, ...release.messages }).map(
    ([kind, values]) => [kind, name, values, release.taken[kind] ?? []] as const,
  ),
);

describe('what an earlier release wrote', () => {
  it('is there of every kind of item and message that it had', () => {
    expect(latest).toBeDefined();
    const { readers, items, messages } = latest!;
    expect(Object.keys({ ...items, ...messages }).toSorted()).toEqual(Object.keys(readers).toSorted());
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

  it.each(ofEach)('would be read by the same rules: %s of release %s', (kind, _release, values) => {
    for (const value of values) expect(unreadableAs(kind, value)).toEqual([]);
  });

  it('is held to these rules: one member less, or of another type, is noticed', () => {
    const job = latest!.items['poll-job']![0]!;
    const { run: _run, ...without } = job;
    const mistakesOf = (item: object) => unreadableAs('poll-job', item);
    expect(mistakesOf(job)).toEqual([]);
    expect(mistakesOf({ ...job, isNew: true })).toEqual([]);
    expect(mistakesOf(without)).toEqual([expect.stringContaining("must have required property 'run'")]);
    expect(mistakesOf({ ...job, polls: '3' })).toEqual([
      expect.stringContaining('could not read poll-job/polls: it must be integer'),
    ]);
    expect(mistakesOf({ ...job, outcome: 'lost' })).toEqual([
      expect.stringContaining('could not read poll-job/outcome'),
    ]);
  });

  it('is held to them wherever a test writes it, unless nobody can read it, on purpose', () => {
    const [order] = latest!.items['tracked-order']!;
    expect(unreadableBefore(order!)).toEqual([]);
    expect(unreadableBefore({ ...order, timeline: 'none' })).toEqual([]);
  });
});

it('what is read today has a reader for every kind there is', () => {
  expect(Object.keys(readersOfToday())).toEqual(expect.arrayContaining(Object.keys(itemKinds)));
  expect(placesIn({ a: [{ b: 1 }, { b: 'x' }], c: new Uint8Array(1) })).toEqual([
    '.a[].b: number',
    '.a[].b: string',
    '.c: Uint8Array',
  ]);
});
