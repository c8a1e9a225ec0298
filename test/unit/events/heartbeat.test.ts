import { beat } from '#events/heartbeat';
import { watchedPartitions } from '#entry/events-watched-partitions';
import { heartbeats } from '#platform/table/keys';
import { follow, publisherRig } from '../../support/event-rig';

const key = heartbeats.key.of({});

describe('a heartbeat', () => {
  it('changes the same item each time, so that there is something for the stream to carry', async () => {
    const { table, clock } = await publisherRig();
    await beat(table, clock.now);
    const before = await table.get(key);
    clock.advance(60_000);
    await beat(table, clock.now);
    expect([await table.get(key), before].map((item) => item?.['at'])).toEqual(
      [clock.now(), clock.now() - 60_000].map((at) => new Date(at).toISOString()),
    );
  });

  it('reaches the publisher, which does nothing about it but to have been invoked', async () => {
    expect(watchedPartitions.some((prefix) => key.pk.startsWith(prefix))).toBe(true);
    const { table, clock, publish, bus, log, metrics } = await publisherRig();
    await beat(table, clock.now);
    const record = await follow(table, key)();
    expect(await publish([record])).toEqual([]);
    expect([bus.events, bus.tasks, log.lines, metrics.emitted]).toEqual([[], [], [], []]);
  });
});
