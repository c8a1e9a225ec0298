import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const started: ChildProcess[] = [];
afterEach(() => started.splice(0).forEach((child) => child.kill('SIGKILL')));

const start = (...options: string[]): ChildProcess => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/simulator/main.ts', ...options], { cwd: root });
  started.push(child);
  return child;
};

const firstOutput = async (child: ChildProcess): Promise<string> => {
  const [chunk] = (await once(child.stdout!, 'data')) as [Buffer];
  return chunk.toString();
};

const exitCode = async (child: ChildProcess): Promise<unknown> => ((await once(child, 'exit')) as unknown[])[0];

describe('npm run simulator', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('prints one line of JSON and ends cleanly on %s', async (signal) => {
    const child = start('--json', '--port', '0');
    const { url } = JSON.parse(await firstOutput(child)) as { url: string };
    expect((await fetch(`${url}/__sim/clock`)).status).toBe(200);
    child.kill(signal);
    expect(await exitCode(child)).toBe(0);
  });

  it('prints a page with a command to paste', async () => {
    const page = await firstOutput(start('--port', '0'));
    expect(page).toMatch(/AT&T simulator +http:\/\/127\.0\.0\.1:\d+/);
    expect(page).toMatch(/curl -s http.*customerAccountLookup/);
  });

  it.each([
    [['--port', 'abc'], /port/],
    [['--prot', '1'], /prot/],
    [['--time-scale', '-1'], /time-scale/],
  ])('says what is wrong with %j', async (options, reason) => {
    const child = start(...options);
    let text = '';
    child.stderr!.on('data', (chunk: Buffer) => (text += chunk.toString()));
    expect(await exitCode(child)).toBe(1);
    expect(text).toMatch(reason);
    expect(text).toContain('--port <n>');
    expect(text).not.toContain('    at ');
  });
});
