import '../../support/function-environment';
import * as z from 'zod';
import { listEvents } from '#routes/events/list-events';
import { someEvent } from '../../support/webhook-rig';
import { webhookRoutesRig as rig } from '../../support/webhook-routes';
import { routeHandler } from '../../support/route-handler';

describe('listing events', () => {
  const filled = async () => {
    const all = await rig();
    for (let sequence = 1; sequence <= 30; sequence += 1) {
      const type = sequence % 10 === 0 ? 'order.credit.approved' : 'order.changed';
      await all.events.keep(someEvent(sequence, { type }), all.clock.now());
      all.clock.advance(1_000);
    }
    all.clock.advance(10_000);
    const list = async (query: Record<string, string>, caller = {}) => {
      const { status, json } = await all.call(routeHandler(listEvents, all), { query, caller });
      const events = z.array(z.looseObject({ sequence: z.number() })).parse(json['events'] ?? []);
      return { status, json, sequences: events.map(({ sequence }) => sequence), cursor: String(json['nextCursor']) };
    };
    return { ...all, list };
  };
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

  it('goes on from page to page, and later from the last cursor', async () => {
    const { list, events, clock } = await filled();
    const first = await list({ limit: '20' });
    const second = await list({ limit: '20', cursor: first.cursor });
    expect([first.sequences, second.sequences]).toEqual([numbers(1, 20), numbers(21, 30)]);
    expect([first.json['hasMore'], second.json['hasMore']]).toEqual([true, false]);
    const nothing = await list({ cursor: second.cursor });
    expect([nothing.sequences, nothing.cursor]).toEqual([[], second.cursor]);
    await events.keep(someEvent(31), clock.now());
    clock.advance(6_000);
    expect((await list({ cursor: nothing.cursor })).sequences).toEqual([31]);
  });

  it('finds a rare type, one resource, and what came after a time', async () => {
    const { list, clock } = await filled();
    expect((await list({ type: 'order.credit.*' })).sequences).toEqual([10, 20, 30]);
    expect((await list({ resource: 'order:q', limit: '5' })).sequences).toEqual(numbers(1, 5));
    expect((await list({ resource: 'order:other' })).sequences).toEqual([]);
    const since = new Date(clock.now() - 15_500).toISOString();
    expect((await list({ since })).sequences).toEqual(numbers(26, 30));
    expect((await list({ since: new Date(clock.now() + 60_000).toISOString() })).sequences).toEqual([]);
  });

  it('shows nothing of another Solution Provider’s, whatever the cursor says', async () => {
    const { list } = await filled();
    const { cursor } = await list({ limit: '5' });
    expect((await list({ cursor }, { solutionProviders: ['SP-B'] })).sequences).toEqual([]);
  });

  it.each([
    [{ cursor: 'made-up' }, 'query cursor'],
    [{ type: 'orders' }, 'query type'],
    [{ resource: 'line:2125550120' }, 'query resource'],
    [{ limit: '0' }, 'query limit'],
    [{ since: 'yesterday' }, 'query since'],
  ])('refuses %j', async (query, parameter) => {
    const { list } = await filled();
    expect((await list(query)).json).toMatchObject({ code: 'invalid-request', errors: [{ parameter }] });
  });
});
