import { appendFile, mkdir, rmdir, stat, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lines } from '../../../tools/simulator/behaviours/mobility/lines';
import { quotes } from '../../../tools/simulator/behaviours/ordering/quotes';
import { createSimulation, resetSimulation, type Simulation } from '../../../tools/simulator/simulation';
import { keepState, type StateKeeper } from '../../../tools/simulator/state-file';
import { temporaryDirectory } from '../../support/temporary-directory';

const newPath = (): string => join(temporaryDirectory('simulator-state-'), 'simulator.json');

const started = (path: string): { simulation: Simulation; state: StateKeeper } => {
  const simulation = createSimulation({});
  return { simulation, state: keepState(simulation, path) };
};

const memoryOf = ({ world, credentials, effects }: Simulation) => {
  const { aheadMs, ...remembered } = world.dump();
  // The clock is read twice for it, a millisecond apart at times: never -0 hours.
  return {
    ...remembered,
    aheadHours: Math.round(aheadMs / 3_600_000) + 0,
    rules: credentials.all(),
    done: effects.all(),
  };
};

const quote = ({ world, effects }: Simulation, number: number): void => {
  const own = world.forProvider('SP-A');
  const quoteId = own.ids.salesforce('0Q0');
  own.of(quotes).put(quoteId, {
    quoteId,
    program: 'alliance',
    opportunityId: own.ids.salesforce('006'),
    sites: [],
    configurations: [],
  });
  effects.commit('alliance-create-quote', 'SP-A', `quote ${number}`, world.clock.now());
};

/** Each changes the memory in another way. */
const happenings: Readonly<Record<string, (simulation: Simulation) => void>> = {
  'something made': (simulation) => quote(simulation, 1),
  'something done twice': (simulation) => quote(simulation, 1),
  'something removed': ({ world }) => {
    const own = world.forProvider('SP-A').of(lines);
    const [number = ''] = own.all().map(([key]) => key);
    own.delete(number);
  },
  'something to come': ({ world }) => {
    const own = world.forProvider('SP-A');
    const [, number = ''] = own
      .of(lines)
      .all()
      .map(([key]) => key);
    own.after('PT2H', lines, number, 'take-effect');
    own.after('PT9H', lines, number, 'take-effect');
  },
  'time that goes by': ({ world }) => {
    world.clock.advance('PT3H');
    world.runDueTransitions();
  },
  'something put into a state': ({ world }) => {
    const [, number = ''] = world
      .forProvider('SP-A')
      .of(lines)
      .all()
      .map(([key]) => key);
    world.set(lines, 'SP-A', number, { status: 'suspended' });
  },
  'credentials that are stated': ({ credentials }) =>
    credentials.set({
      solutionProvider: 'SP-A',
      family: 'mobility',
      clientId: 'id',
      clientSecret: 'secret',
      accepted: false,
    }),
  'a reset': (simulation) => resetSimulation(simulation, 'seed'),
  'something made after it': (simulation) => quote(simulation, 2),
};

describe('the state file', () => {
  it.each(Object.keys(happenings))('tells after a kill of everything up to %s', async (last) => {
    const path = newPath();
    const { simulation, state } = started(path);
    await state.close();
    for (const [name, happen] of Object.entries(happenings)) {
      happen(simulation);
      await state.close();
      if (name === last) break;
    }
    expect(memoryOf(started(path).simulation)).toEqual(memoryOf(simulation));
  });

  it('is added to, by what happened and not by what is remembered', async () => {
    const path = newPath();
    const { simulation, state } = started(path);
    const addedBy = async (number: number): Promise<{ bytes: number; isSameFile: boolean }> => {
      const before = await stat(path);
      quote(simulation, number);
      await state.close();
      const after = await stat(path);
      return { bytes: after.size - before.size, isSameFile: after.ino === before.ino };
    };
    await state.close();
    const first = await addedBy(100);
    for (let number = 101; number < 900; number += 1) quote(simulation, number);
    await state.close();
    const last = await addedBy(900);
    expect(last.bytes).toBeLessThan(1.1 * first.bytes);
    expect([first.isSameFile, last.isSameFile]).toEqual([true, true]);
  });

  it('is no larger than twice what it tells, however much has happened', async () => {
    const path = newPath();
    const { simulation, state } = started(path);
    const { world } = simulation;
    for (let round = 0; round < 40; round += 1) {
      for (let number = 0; number < 400; number += 1) {
        world.set(lines, 'SP-A', '6505550177', {
          billingAccountNumber: '287000000000',
          name: { firstName: `${round}` },
        });
      }
      await state.close();
    }
    expect((await stat(path)).size).toBeLessThan(2 * 1_048_576);
    expect(memoryOf(started(path).simulation)).toEqual(memoryOf(simulation));
  });

  it('tells of everything but a line that was cut off, and goes on behind it', async () => {
    const path = newPath();
    const first = started(path);
    await first.state.close();
    quote(first.simulation, 1);
    await first.state.close();
    await appendFile(path, '\n{"aheadMs":0,"changes":[{"wor');
    const second = started(path);
    expect(memoryOf(second.simulation)).toEqual(memoryOf(first.simulation));
    quote(second.simulation, 2);
    await second.state.close();
    expect(memoryOf(started(path).simulation)).toEqual(memoryOf(second.simulation));
  });

  it('of another program is left alone, in whichever line it shows', async () => {
    const path = newPath();
    const first = started(path);
    await first.state.close();
    const good = await readFile(path, 'utf8');
    for (const text of [`${good}\n{"my":"notes"}\n{}`, `${good}\nnotes\n{"aheadMs":0,"changes":[]}`, 'notes', '']) {
      await writeFile(path, text);
      expect(() => started(path)).toThrow(/is no state of this simulator/);
      expect(await readFile(path, 'utf8')).toBe(text);
    }
  });

  it('is kept again once the disk takes something again', async () => {
    const path = newPath();
    const inTheWay = `${path}.new`;
    const { simulation, state } = started(path);
    quote(simulation, 1);
    await mkdir(inTheWay);
    await expect(state.close()).rejects.toThrow();
    await rmdir(inTheWay);
    await state.close();
    expect(existsSync(path)).toBe(true);
    expect(memoryOf(started(path).simulation)).toEqual(memoryOf(simulation));
  });
});
