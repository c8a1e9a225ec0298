import { execFile, type ExecFileException } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startLocalGateway } from '../support/local-gateway';
import { temporaryDirectory } from '../support/temporary-directory';

jest.setTimeout(300_000);

const project = join(__dirname, '../..');
const parts = ['.github', '.ci', 'bench', 'bin', 'docs', 'functions', 'lib', 'tenants', 'test', 'tools'];
const files = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'cdk.json',
  'jest.config.cjs',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
];

/** The project as a newcomer has it, who has made nothing of it yet. */
const clone = (): string => {
  const root = temporaryDirectory('add-an-operation-');
  for (const part of [...parts, ...files]) cpSync(join(project, part), join(root, part), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
  return root;
};

/** @returns what a command said, and whether it was content */
const run = (root: string, command: string): Promise<{ isDone: boolean; said: string }> =>
  new Promise((resolve) => {
    const ended = (error: ExecFileException | null, stdout: string, stderr: string): void =>
      resolve({ isDone: error === null, said: stdout + stderr });
    // Jest tells tests whose worker they are; this one is nobody’s.
    const { JEST_WORKER_ID: _, ...env } = process.env;
    execFile('sh', ['-c', command], { cwd: root, env, maxBuffer: 32 * 1024 * 1024 }, ended);
  });

const root = clone();
const at = (file: string): string => join(root, 'functions', 'operations', 'move-number', file);
const steps = /## Add an operation\n\n([\s\S]*?)\n## /.exec(readFileSync(join(root, 'README.md'), 'utf8'))![1]!;

/** What AT&T makes of the made-up write. */
const portIn = 'PORT-0000000777';

it('is written by the README’s first command, and says what is still to be written', async () => {
  const [command] = /npm run new-operation -- .+/.exec(steps)!;
  expect(await run(root, command)).toMatchObject({ isDone: true });
  const { isDone, said } = await run(root, 'npx jest test/unit/operations/definitions.test.ts');
  expect([isDone, said.includes('move-number: replace every “To be written” in its operation.ts.')]).toEqual([
    false,
    true,
  ]);
});

it('is complete once that is written: types, documents and what goes over every operation', async () => {
  for (const file of ['operation.ts', 'examples.ts']) {
    const source = readFileSync(at(file), 'utf8');
    const written = source.replaceAll(/To be written: [^']*'/g, "Partners cannot move numbers. Not published.'");
    writeFileSync(at(file), written.replace("body: { id: 'A1' }", `body: { id: '${portIn}' }`));
  }
  expect(await run(root, 'npm run --silent types')).toEqual({ isDone: true, said: '' });
  expect(await run(root, 'npm run documents')).toMatchObject({ isDone: true });
  expect(readFileSync(join(root, 'docs/openapi.json'), 'utf8')).toContain('/v1/mobility/number-moves');
  const suites = [
    'unit/operations/definitions',
    'unit/polling/begin-polling',
    'unit/documents',
    'contract/simulator.test',
    'contract/openapi',
    'infra/api-body',
    'infra/generated-documents',
    'infra/resource-budget',
  ];
  const jest = (paths: readonly string[], more = '') =>
    run(root, `npx jest --maxWorkers 1 ${paths.map((path) => `test/${path}`).join(' ')}${more}`);
  const whole = await jest(suites);
  expect(whole.isDone ? '' : whole.said).toBe('');
  const [record] = /npx jest test\/contract\/registry-round-trip [^`]+/.exec(steps)!;
  expect(await run(root, record)).toMatchObject({ isDone: true });
  // Of what has a case for each operation, this one’s.
  const own = await jest(['unit/operations', 'contract/registry-round-trip'], ' -t move-number');
  expect(own.isDone ? '' : own.said).toBe('');
  expect(own.said).toMatch(/Tests: .*[1-9]\d* passed/);
});

it('is served, simulated and polled to its end', async () => {
  const gateway = await startLocalGateway({ project: root });
  const headers = { 'x-solution-provider-id': '10006', 'x-actor': 'test', 'x-reason': 'test' };
  const call = (method: string, path: string, body?: object) =>
    gateway.call({
      client: 'demo-connector',
      method,
      path,
      headers: body ? { ...headers, 'idempotency-key': 'made-up-1' } : headers,
      ...(body && { body }),
    });
  const isPolledTo = async (state: string): Promise<void> => {
    for (let tries = 0; ; tries += 1) {
      const { json } = await call('GET', `/v1/tracking/port-ins/${portIn}`);
      const { timeline } = json as { timeline: readonly { by: string; after: string }[] };
      if (timeline.some(({ by, after }) => by === 'status-poller' && after === state)) return;
      if (tries > 40) throw new Error(`Not polled to ${state}: ${JSON.stringify(timeline)}`);
      await gateway.sim('POST clock', { advance: 'PT6H' });
      await sleep(500);
    }
  };
  const atAttIs = (state: string): Promise<unknown> => {
    const set = { id: portIn, subscriberNumber: '2125550177', state, step: 3, wish: {} };
    return gateway.sim('POST state', { kind: 'mobility-port-in', solutionProvider: '10006', key: portIn, set });
  };
  try {
    await atAttIs('confirmed');
    expect(await call('POST', '/v1/mobility/number-moves', {})).toMatchObject({ status: 200, json: { id: portIn } });
    await isPolledTo('confirmed');
    await atAttIs('completed');
    await isPolledTo('completed');
  } finally {
    await gateway.remove();
  }
});
