import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { credentialRuleSchema } from './credentials';
import { effectSchema } from './effects';
import type { Simulation } from './simulation';
import { storedWorldSchema } from './world/world';

/** How much of what happened last may be lost when the process is killed. */
const writeAfterMs = 200;

const stateSchema = z.object({
  version: z.literal(1),
  world: storedWorldSchema,
  credentials: z.array(credentialRuleSchema),
  effects: z.array(effectSchema),
});

export interface StateKeeper {
  /** Something may have changed. */
  changed: () => void;
  /** Writes what is not yet written. */
  close(): Promise<void>;
}

/**
 * Loads the simulation from the file, if there is one, and keeps the file up to date: a whole new file each time, put in
 * place by a rename. Requests received and faults still to happen are not kept.
 * @throws Error when the file was not written by this version of the simulator
 */
export const keepState = (simulation: Simulation, path: string | undefined): StateKeeper => {
  if (path === undefined) return { changed: () => undefined, close: () => Promise.resolve() };
  if (existsSync(path)) load(simulation, path);
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  const write = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.catch(() => undefined).then(() => save(simulation, path));
    return writing;
  };
  return {
    changed: () => {
      timer ??= setTimeout(() => {
        write().catch((error: unknown) => console.error(`${path} cannot be written:`, error));
      }, writeAfterMs);
    },
    close: write,
  };
};

const load = ({ world, credentials, effects }: Simulation, path: string): void => {
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    world.load(state.world);
    credentials.load(state.credentials);
    effects.load(state.effects);
  } catch (cause) {
    throw new Error(`${path} is no state of this simulator. Delete it to start afresh.`, { cause });
  }
};

const save = async ({ world, credentials, effects }: Simulation, path: string): Promise<void> => {
  const state: z.input<typeof stateSchema> = {
    version: 1,
    world: world.dump(),
    credentials: [...credentials.all()],
    effects: [...effects.all()],
  };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, JSON.stringify(state), { mode: 0o600 });
  await rename(`${path}.new`, path);
};
