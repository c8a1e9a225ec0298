import { execFile, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { commandIn, provideVirtualEnvironment, pythonIn, type Run } from '../../../tools/python/virtual-environment';

const command: Run = async (name, args) => (await promisify(execFile)(name, [...args])).stdout;

let directory: string;
let ran: string[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'python-'));
  ran = [];
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** What a run does is to make an environment, or to install what it needs; anything else looks. */
const noted =
  (run: Run): Run =>
  (name, args) => {
    const what = ['venv', 'pip'].find((module) => args.includes(module));
    if (what !== undefined) ran.push(what);
    return run(name, args);
  };

const made = ['venv', 'pip'];
const kept = ['pip'];

/** Provides the environment there, and says what that took. */
const provided = async (place: string, run: Run): Promise<string[]> => {
  ran = [];
  await provideVirtualEnvironment({ directory: place, requirements: 'requirements.txt' }, noted(run));
  return ran;
};

const hasPython = spawnSync('python3', ['-m', 'venv', '--help']).status === 0;

/** As commands are, without what takes long or a network: for pip there is an empty module, whose installing does nothing. */
const python: Run = async (name, args) => {
  if (args.includes('venv')) {
    const answer = await command(name, [...args.slice(0, -1), '--without-pip', ...args.slice(-1)]);
    const packages = await command(pythonIn(args.at(-1)!), ['-c', 'import site; print(site.getsitepackages()[0])']);
    writeFileSync(join(packages.trim(), 'pip.py'), '');
    return answer;
  }
  return command(name, args);
};

(hasPython ? describe : describe.skip)('a virtual environment', () => {
  const original = () => join(directory, 'original', '.venv');
  const elsewhere = () => join(directory, 'elsewhere', '.venv');

  it('is made once, and what it needs installed each time', async () => {
    expect(await provided(original(), python)).toEqual(made);
    expect(await provided(original(), python)).toEqual(kept);
  });

  it('that was moved, or copied while the other is there or gone, is one of where it is, and works', async () => {
    await provided(original(), python);
    const script = `#!${pythonIn(original())}\nimport sys; print(sys.prefix)`;
    writeFileSync(join(original(), 'bin', 'installed'), script, { mode: 0o755 });
    cpSync(original(), elsewhere(), { recursive: true, verbatimSymlinks: true });
    expect(await provided(elsewhere(), python)).toEqual(kept);
    rmSync(original(), { recursive: true });
    expect(await provided(elsewhere(), python)).toEqual(kept);
    renameSync(join(directory, 'elsewhere'), join(directory, 'moved'));
    const moved = join(directory, 'moved', '.venv');
    expect(await provided(moved, python)).toEqual(kept);
    const [interpreter, installed] = commandIn(moved, 'installed');
    expect(await command(interpreter, [installed])).toBe(`${moved}\n`);
    await expect(command(installed, [])).rejects.toThrow('ENOENT');
  });

  it.each<[string, (place: string) => void]>([
    [
      'whose interpreter is gone',
      (place) => {
        for (const name of ['python', 'python3']) rmSync(join(place, 'bin', name), { force: true });
        symlinkSync(join(directory, 'gone', 'python3'), join(place, 'bin', 'python3'));
        symlinkSync('python3', join(place, 'bin', 'python'));
      },
    ],
    ['that would install into the machine’s own Python', (place) => rmSync(join(place, 'pyvenv.cfg'))],
    ['whose packages are those of another version', (place) => renameSync(join(place, 'lib'), join(place, 'lib-2.7'))],
  ])('%s is made anew', async (_, breakIt) => {
    await provided(original(), python);
    const left = join(original(), 'left');
    writeFileSync(left, '');
    breakIt(original());
    expect(await provided(original(), python)).toEqual(made);
    expect(existsSync(left)).toBe(false);
    expect(await provided(original(), python)).toEqual(kept);
  });

  it('inside of another that is made anew is made anew as well', async () => {
    const inner = join(original(), 'inner');
    await provided(original(), python);
    await provided(inner, python);
    rmSync(join(original(), 'pyvenv.cfg'));
    await provided(original(), python);
    expect(await provided(inner, python)).toEqual(made);
  });
});

it.each([
  ['venv', 'There is no python3 that can make a virtual environment.'],
  ['pip', 'The Python packages of requirements.txt cannot be installed.'],
])('says what is missing where %s fails', async (module, message) => {
  const said = new Error('what it said');
  const failing: Run = (_, args) => (args.includes(module) ? Promise.reject(said) : Promise.resolve(''));
  await expect(
    provided(directory, (name, args) => (module === 'venv' ? Promise.reject(said) : failing(name, args))),
  ).rejects.toMatchObject({ message, cause: said });
});
