import * as z from 'zod';
import { createClock } from '../../../tools/simulator/world/clock';
import { durationMs } from '../../../tools/simulator/world/duration';
import { defineKind } from '../../../tools/simulator/world/kind';
import { World, storedWorldSchema } from '../../../tools/simulator/world/world';

interface Port {
  state: string;
  history: string[];
}

const ports = defineKind<Port>({
  name: 'port',
  schema: z.object({ state: z.string(), history: z.array(z.string()) }),
  transitions: {
    send: (port, world) => {
      world.after('PT2H', ports, '2145550101', 'confirm');
      return moved(port, 'sent', world.timestamp());
    },
    confirm: (port, world) => (port.state === 'cancelled' ? undefined : moved(port, 'confirmed', world.timestamp())),
  },
});
const plans = defineKind({
  name: 'plan',
  schema: z.object({ name: z.string() }),
  initially: () => ({ A: { name: 'Basic' } }),
});

const moved = (port: Port, state: string, at: string): Port => ({
  state,
  history: [...port.history, `${state} ${at}`],
});

const start = Date.parse('2026-03-01T08:00:00Z');
let realMs: number;
let world: World;
beforeEach(() => {
  realMs = start;
  world = new World(
    createClock(1, () => realMs),
    [ports, plans],
  );
});

const sp = (): ReturnType<World['forProvider']> => world.forProvider('10067');
const openPort = (): void => {
  sp().of(ports).put('2145550101', { state: 'open', history: [] });
  sp().after('PT1H', ports, '2145550101', 'send');
};
const portState = (): Port | undefined => {
  world.runDueTransitions();
  return sp().of(ports).get('2145550101');
};

describe('time', () => {
  it('reads durations of weeks to seconds, and nothing vaguer', () => {
    expect(['PT2H', 'P3D', 'P1W', 'PT1M30S', 'P1DT1S', 'PT0.5S'].map(durationMs)).toEqual([
      7_200_000, 259_200_000, 604_800_000, 90_000, 86_401_000, 500,
    ]);
    for (const text of ['', 'P', 'PT', '2H', 'P1M', 'P1Y', '-PT1H', 'PT1H ', 'P1DT'])
      expect(() => durationMs(text)).toThrow(RangeError);
  });

  it('goes by a factor, jumps when told, and is written as AT&T writes it', () => {
    const clock = createClock(60, () => realMs);
    realMs += 1_000;
    expect(clock.now().toISOString()).toBe('2026-03-01T08:01:00.000Z');
    clock.advance('PT72H');
    expect(clock.now().toISOString()).toBe('2026-03-04T08:01:00.000Z');
    clock.reset();
    expect(clock.now().getTime()).toBe(realMs);
    expect(sp().timestamp()).toBe('2026-03-01T08:00:01.000+0000');
  });
});

describe('what comes with time', () => {
  it('has not happened before its time', () => {
    openPort();
    world.clock.advance('PT59M59S');
    expect(portState()).toEqual({ state: 'open', history: [] });
  });

  it('happens in order, each step at the time it was due, however far the clock jumps', () => {
    openPort();
    world.clock.advance('P30D');
    expect(portState()).toEqual({
      state: 'confirmed',
      history: ['sent 2026-03-01T09:00:00.000+0000', 'confirmed 2026-03-01T11:00:00.000+0000'],
    });
  });

  it('does not happen to what no longer fits', () => {
    openPort();
    world.clock.advance('PT1H');
    expect(portState()?.state).toBe('sent');
    sp().of(ports).put('2145550101', { state: 'cancelled', history: [] });
    world.clock.advance('P1D');
    expect(portState()?.state).toBe('cancelled');
  });

  it('does not happen to what is gone', () => {
    openPort();
    sp().of(ports).delete('2145550101');
    world.clock.advance('P1D');
    expect(portState()).toBeUndefined();
  });

  it('is forgotten when a test puts the thing into a state', () => {
    openPort();
    world.set(ports, '10067', '2145550101', { state: 'rejected' });
    world.clock.advance('P1D');
    expect(portState()).toEqual({ state: 'rejected', history: [] });
  });

  it('is as it was after a restart', () => {
    openPort();
    const stored = storedWorldSchema.parse(JSON.parse(JSON.stringify(world.dump())));
    world = new World(
      createClock(1, () => realMs),
      [ports, plans],
    );
    world.load(stored);
    world.clock.advance('PT1H');
    expect(portState()?.state).toBe('sent');
  });

  it('cannot be scheduled under a name that means nothing', () => {
    expect(() => sp().after('PT1H', ports, '1', 'explode')).toThrow('port has no transition explode');
    const unlisted = defineKind({ name: 'unlisted', schema: z.object({}) });
    expect(() => sp().of(unlisted)).toThrow('unlisted is not listed');
  });
});

describe('what is remembered', () => {
  it('is each Solution Provider’s own', () => {
    openPort();
    expect(world.forProvider('10006').of(ports).all()).toEqual([]);
  });

  it('starts with what the kind begins with, and stays away once deleted', () => {
    expect(sp().of(plans).get('A')).toEqual({ name: 'Basic' });
    sp().of(plans).delete('A');
    const stored = world.dump();
    world.reset();
    expect(sp().of(plans).get('A')).toEqual({ name: 'Basic' });
    world.load(stored);
    expect(sp().of(plans).get('A')).toBeUndefined();
  });

  it('must fit its kind', () => {
    expect(() => world.set(plans, '10067', 'B', { name: 7 })).toThrow(z.ZodError);
    const broken = { ...world.dump(), entities: { plan: { '10067': { B: { name: 7 } } } } };
    expect(() => world.load(broken)).toThrow(z.ZodError);
  });
});
