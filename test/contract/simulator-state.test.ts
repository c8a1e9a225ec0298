import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSimulator, type Simulator } from '../../tools/simulator/simulator';
import {
  attHeaders,
  control,
  effectsOf,
  lookUp,
  requestsOf,
  sampleBody,
  sampleLookup,
  send,
} from '../support/simulator-client';

let folder: string;
let statePath: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'));
  statePath = join(folder, 'deep', 'state.json');
});
afterEach(() => rm(folder, { recursive: true }));

const alamo = { accountName: 'Alamo', address: { street: '', city: 'San Antonio', state: 'TX', zipCode: '78205' } };

const change = async (simulator: Simulator): Promise<void> => {
  await control(simulator, 'POST state', {
    kind: 'alliance-end-customer',
    solutionProvider: '10067',
    key: '0013g00000cAlmDAAQ',
    set: { exception: 'Y' },
  });
  await control(simulator, 'POST clock', { advance: 'P3D' });
  await control(simulator, 'POST credentials', {
    solutionProvider: '10067',
    family: 'ordering-alliance',
    clientId: 'rotated-id',
    clientSecret: 'rotated-secret',
  });
  await send(`${simulator.url}/order-handoff/order-apex`, {
    headers: attHeaders('A-06399x', 'ordering-apex'),
    body: sampleBody('apex-hand-off-order'),
  });
};

const expectChanged = async (simulator: Simulator): Promise<void> => {
  expect(JSON.parse((await lookUp(simulator, alamo)).text)).toMatchObject([{ exception: 'Y' }]);
  expect(simulator.clock.now().getTime() - Date.now()).toBeGreaterThan(3 * 86_400_000 - 1_000);
  expect(await effectsOf(simulator)).toMatchObject([{ operation: 'apex-hand-off-order', count: 1 }]);
  const rotated = { ...attHeaders(), client_id: 'rotated-id', client_secret: 'rotated-secret' };
  expect((await lookUp(simulator, sampleLookup, rotated)).status).toBe(200);
};

describe('with a state file', () => {
  it('what happened is still so after a restart', async () => {
    const first = await startSimulator({ statePath });
    await change(first);
    await first.close();
    const second = await startSimulator({ statePath });
    expect(await requestsOf(second)).toEqual([]);
    await expectChanged(second);
    await second.close();
  });

  it('what happened a moment ago survives even a kill, and no half-written file is left', async () => {
    const first = await startSimulator({ statePath });
    await change(first);
    await sleep(500);
    // Started beside the first one, as if that had been killed: nothing of it was closed.
    const second = await startSimulator({ statePath });
    await expectChanged(second);
    expect(await readdir(join(folder, 'deep'))).toEqual(['state.json']);
    await first.close();
    await second.close();
  });

  it('a file of something else is left alone and named', async () => {
    statePath = join(folder, 'notes.json');
    await writeFile(statePath, '{"my":"notes"}');
    await expect(startSimulator({ statePath })).rejects.toThrow(/notes\.json is no state of this simulator/);
    expect(await readFile(statePath, 'utf8')).toBe('{"my":"notes"}');
  });

  it('a reset lasts over a restart as well', async () => {
    const first = await startSimulator({ statePath });
    await change(first);
    await control(first, 'POST reset');
    await first.close();
    const second = await startSimulator({ statePath });
    expect(await effectsOf(second)).toEqual([]);
    expect(JSON.parse((await lookUp(second, alamo)).text)).toMatchObject([{ exception: 'NA' }]);
    await second.close();
  });
});

it('without one, nothing is written and nothing is remembered', async () => {
  const first = await startSimulator();
  await change(first);
  await first.close();
  const second = await startSimulator();
  expect(await effectsOf(second)).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
  await second.close();
});
