import { existsSync } from 'node:fs';
import { mkdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createSimulation } from '../../../tools/simulator/simulation';
import { keepState } from '../../../tools/simulator/state-file';
import { temporaryDirectory } from '../../support/temporary-directory';

it('keeps the simulated AT&T again once the disk takes something again', async () => {
  const path = join(temporaryDirectory('simulator-state-'), 'simulator.json');
  const inTheWay = `${path}.new`;
  const state = keepState(createSimulation({}), path);
  await mkdir(inTheWay);
  await expect(state.close()).rejects.toThrow();
  await rmdir(inTheWay);
  await state.close();
  expect(existsSync(path)).toBe(true);
});
