import { createTable } from '#platform/table/table';
import { lengthOf, movedEntriesOf, mostEntries, type Timeline } from '#tracking/timeline';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { follow, publisherRig } from '../../support/event-rig';
import { bytesOf, fill, growing } from '../../support/grown-timelines';
import { watchedClient } from '../../support/watched-client';

const kinds = Object.keys(growing(undefined as never, () => 0));

const rigFor = async (kind: string) => {
  const client = watchedClient(await dynaliteClient());
  const rig = await publisherRig(client);
  const one = growing(rig.table, rig.clock.now)[kind]!;
  await one.make();
  const grow = async (step: number) => {
    rig.clock.advance(60_000);
    await one.grow(step);
  };
  const item = async () => (await rig.table.get(one.key)) as unknown as Timeline<object>;
  const whole = async () => {
    const { timeline, movedEntries = 0 } = await item();
    return [...(await movedEntriesOf(rig.table, one.key, { from: 1, to: movedEntries })), ...timeline];
  };
  return { ...rig, client, key: one.key, grow, item, whole };
};

describe.each(kinds)('the timeline of a %s', (kind) => {
  it('keeps its newest entries in the item and the others beside it, in order, each once', async () => {
    const { grow, item, whole, table, key } = await rigFor(kind);
    await fill(table, key, mostEntries - 5);
    const seen: unknown[] = (await item()).timeline.slice();
    for (let step = 1; step <= 35; step += 1) {
      await grow(step);
      const standing = await item();
      expect(standing.timeline.length).toBeLessThanOrEqual(mostEntries);
      expect(lengthOf(standing)).toBe(mostEntries - 5 + step);
      seen.push(standing.timeline.at(-1));
    }
    expect(await whole()).toEqual(seen);
    expect(bytesOf(await table.get(key))).toBeLessThan(150_000);
  });

  it('is told entirely and once, however late: what has moved by then as well', async () => {
    const { grow, publish, table, key, bus } = await rigFor(kind);
    const next = follow(table, key);
    await publish([await next()]);
    await fill(table, key, mostEntries);
    for (let step = 1; step <= 30; step += 1) await grow(step);
    const late = await next();
    for (let times = 0; times < 2; times += 1) expect(await publish([late])).toEqual([]);
    await grow(31);
    await publish([await next(), late]);
    expect(bus.events.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: mostEntries + 31 }, (_, index) => index + 1),
    );
  });

  it.each(['crash-before', 'crash-after'] as const)(
    'loses and repeats nothing when the process dies moving entries, at any request: %s',
    async (mishap) => {
      const { client, grow, whole, item, publish, table, key, bus } = await rigFor(kind);
      const next = follow(table, key);
      await fill(table, key, mostEntries);
      await publish([await next()]);
      let step = 1;
      for (const nth of [1, 2, 3, 14, 27, 28, 29]) {
        client.rest();
        client.goWrong(nth, mishap);
        await Promise.race([grow(step), client.died()]);
        client.rest();
        await publish([await next()]);
        step += 1;
      }
      await grow(step);
      await publish([await next()]);
      const length = lengthOf(await item());
      expect(length).toBeGreaterThan(mostEntries);
      expect(await whole()).toHaveLength(length);
      expect(bus.events.map(({ sequence }) => sequence)).toEqual(Array.from({ length }, (_, index) => index + 1));
    },
  );
});

it('loses none that many write at the same time', async () => {
  const client = await dynaliteClient();
  const table = createTable(client, tableName);
  const one = growing(table, Date.now)['order that is told of']!;
  await one.make();
  await fill(table, one.key, mostEntries - 2);
  await Promise.all(Array.from({ length: 12 }, (_, index) => one.grow(1_000 + index)));
  const standing = (await table.get(one.key)) as unknown as Timeline;
  expect(lengthOf(standing)).toBe(mostEntries - 2 + 12);
  expect(standing.timeline.length).toBeLessThanOrEqual(mostEntries);
});
