import { operation as requestPortIn } from '#operations/request-port-in/operation';
import type { RestrictionLevel } from '#domain/restriction';
import { poll } from '#polling/poll';
import { quickClient } from '../../support/quick-client';
import { firstInput, learned, pollingWorld, solutionProvider, subjectOf, type PollingWorldOptions } from './world';

const portIn = { kind: 'port-in' as const, id: 'P1' };
const body = { subscriberNumber: '2125550120', accountHolder: { address: { state: 'NY' } } };
const inState = (state: string) => ({ id: 'P1', state });

/** A port-in that was asked for on Tuesday 2026-11-03 at 10:00 in New York. */
const aPortIn = async (options: Partial<PollingWorldOptions> = {}) => {
  const client = quickClient();
  const startMs = Date.UTC(2026, 10, 3, 15);
  const world = pollingWorld({ client, replyTo: () => inState('pending'), startMs, ...options });
  await learned(world, subjectOf(requestPortIn, body), inState('acknowledged'));
  const input = await firstInput(world, portIn);
  const watch = async () => (await world.pollJobs.find({ solutionProvider, ...portIn }))!;
  return { ...world, input, watch };
};

describe('a poll of a Solution Provider that is disabled', () => {
  const held = async (parts: Parameters<typeof aPortIn>[0] = {}) => {
    const world = await aPortIn(parts);
    const told: { level: RestrictionLevel | undefined } = { level: 'disabled' };
    return { ...world, told, deps: { ...world.deps, restrictionOf: () => Promise.resolve(told.level) } };
  };

  it('asks nobody, and goes on at the next turn once it is enabled', async () => {
    const { told, ...world } = await held();
    for (let polls = 0; polls < 12; polls += 1)
      expect(await poll(world.deps, world.input)).toMatchObject({ done: false });
    expect(world.att.calls).toEqual([]);
    expect(await world.watch()).toMatchObject({ misses: 0 });
    told.level = undefined;
    await poll(world.deps, world.input);
    expect(world.att.calls).toHaveLength(1);
  });

  it('asks as ever while it is only read-only', async () => {
    const { told, ...world } = await held();
    told.level = 'read-only';
    await poll(world.deps, world.input);
    expect(world.att.calls).toHaveLength(1);
  });

  it('is not given up for the time nobody was asked', async () => {
    const { told, ...world } = await held();
    for (let days = 0; days < 200; days += 10) {
      world.clock.advance(10 * 24 * 3_600_000);
      expect(await poll(world.deps, world.input)).toMatchObject({ done: false });
    }
    told.level = undefined;
    world.clock.advance(3_600_000);
    expect(await poll(world.deps, world.input)).toMatchObject({ done: false });
    expect(world.att.calls).toHaveLength(1);
  });
});
