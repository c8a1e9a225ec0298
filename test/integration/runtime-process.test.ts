import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import * as z from 'zod';
import { examplesOf } from '#operations/registry';
import { spawnRuntime, startLocalGateway, type CallOptions, type LocalGateway } from '../support/local-gateway';

jest.setTimeout(90_000);

const sample = examplesOf['alliance-look-up-end-customer'][0];

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'local-gateway-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** Runs the command to its end. */
const run = async (args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> => {
  const child = spawnRuntime(args);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
};

describe('the command', () => {
  it('shows a page with a curl, and a command of the operator’s, that can be pasted as they are', async () => {
    const runtime = spawnRuntime(['--port', '0', '--data-dir', dataDir]);
    let page = '';
    await new Promise<void>((resolve) => {
      runtime.stdout.on('data', (chunk: Buffer) => {
        page += chunk.toString();
        if (page.includes('Stop with')) resolve();
      });
    });
    const command = /^curl [\s\S]*?-d '.*'$/m.exec(page)?.[0] ?? '';
    const { stdout } = await promisify(execFile)('bash', ['-c', command]);
    const operator = page.match(/^ +(?:export AWS_|npx gateway ).*$/gm)?.join('\n') ?? '';
    const status = await promisify(execFile)('bash', ['-ec', operator]);
    runtime.kill('SIGINT');
    await once(runtime, 'exit');

    expect(JSON.parse(stdout)).toStrictEqual(sample.answer.body);
    expect(status.stdout).toMatch(/^alarms: none rings$/m);
    expect(page).toContain('/reference/');
    expect(page).not.toContain('operation-answered');
    expect(runtime.exitCode).toBe(0);
  });

  it('goes on when the reader of its JSON line has gone', async () => {
    const command = `"$0" --import tsx tools/local/main.ts --json --port 0 --data-dir "$1" & echo $! >&2; wait`;
    const shell = `{ ${command}; } | head -1; exit`;
    const child = promisify(execFile)('bash', ['-c', shell, process.execPath, dataDir]);
    const pid = Number(await new Promise<string>((resolve) => child.child.stderr?.once('data', resolve)));
    const line = await new Promise<string>((resolve) => child.child.stdout?.once('data', resolve));
    const { baseUrl } = z.object({ baseUrl: z.string() }).parse(JSON.parse(line));
    const { status } = await fetch(`${baseUrl}/v1/nothing`);
    process.kill(pid, 'SIGTERM');
    const { stderr } = await child;

    expect(status).toBe(404);
    expect(stderr.trim()).toBe(String(pid));
  });

  it.each([
    [['--prot', '1'], /--prot/],
    [['--port', 'http'], /--port must be a port number/],
    [['--port', '70000'], /--port must be a port number/],
    [['--time-scale', '0'], /--time-scale must be/],
    [['extra'], /extra/],
  ])('says in a line what is wrong with %j and ends with 2', async (args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim()).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('says in a line that a port is taken and ends with 1', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = z.object({ port: z.number() }).parse(server.address());
    const { code, stderr } = await run(['--port', String(port), '--data-dir', dataDir]);
    server.close();

    expect(code).toBe(1);
    expect(stderr.trim()).toBe(`Port ${port} is in use. Choose another with --port, or --port 0 for any free one.`);
  });

  it('explains its options', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    for (const option of ['--port', '--data-dir', '--time-scale', '--json', '--help']) expect(stdout).toContain(option);
  });
});

describe('the process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends with 0 within two seconds of %s and frees its ports',
    async (signal) => {
      const gateway = await startLocalGateway({ dataDir });
      await gateway.call({ client: 'demo-single', body: sample.request.body });
      const startedAt = Date.now();

      expect(await gateway.stop(signal)).toBe(0);
      expect(Date.now() - startedAt).toBeLessThan(2_000);
      for (const url of [gateway.baseUrl, gateway.tokenUrl, gateway.simulatorUrl]) {
        await expect(fetch(url)).rejects.toThrow();
      }
      expect(await gateway.output()).not.toMatch(/Error|\bat .*:\d+:\d+/);
    },
  );

  it('finds clients, secrets and records again after a restart with --data-dir', async () => {
    const before = await startLocalGateway({ dataDir });
    const port = new URL(before.baseUrl).port;
    const write = {
      client: 'demo-single',
      path: '/v1/ordering/alliance/quotes',
      headers: { 'Idempotency-Key': 'restart-1' },
      body: { ...z.looseObject({}).parse(examplesOf['alliance-create-quote'][0].request.body), spId: 'A-06399x' },
    };
    const first = await before.call(write);
    await before.stop();

    const after = await startLocalGateway({ dataDir, args: ['--port', port] });
    const again = await after.call(write);
    const received = await after.received();
    await after.stop();

    expect(first.status).toBe(200);
    expect(after.clients).toEqual(before.clients);
    expect({ status: again.status, text: again.text }).toEqual({ status: first.status, text: first.text });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(received.length).toBeLessThanOrEqual(1);
  });

  it('keeps nothing of what it has answered but what the table and AT&T remember', async () => {
    const gateway = await startLocalGateway({ dataDir });
    let number = 0;
    const calls = async (): Promise<void> => {
      for (const last = number + measured; number < last; number += atOnce)
        await Promise.all(Array.from({ length: atOnce }, (_, index) => gateway.call(mixedCall(number + index))));
    };
    await calls();
    const before = await heapOf(gateway);
    await calls();
    const grown = async (): Promise<{ functions: number; world: number }> => {
      const after = await heapOf(gateway);
      return {
        functions: (after.functions - before.functions) / measured,
        world: (after.world - before.world) / measured,
      };
    };
    let bytesPerCall = await grown();
    // Changes are held until they are told of, which may be a while after the last answer.
    for (let tries = 0; tries < 20 && bytesPerCall.functions >= mostBytes.functions; tries += 1) {
      await sleep(500);
      bytesPerCall = await grown();
    }
    await gateway.stop();
    expect(bytesPerCall.functions).toBeLessThan(mostBytes.functions);
    expect(bytesPerCall.world).toBeLessThan(mostBytes.world);
  }, 240_000);
});

const measured = 400;
const atOnce = 8;

/** Kept per call: of a look-up AT&T's double keeps the request, of a write the quote and the effect too. */
const mostBytes = { functions: 2_048, world: 4_096 };

/** Two look-ups at AT&T, a list of our own, a write. */
const mixedCall = (number: number): CallOptions => {
  const client = 'demo-single';
  if (number % 4 < 2) return { client, body: sample.request.body };
  if (number % 4 === 2) return { client, method: 'GET', path: '/v1/tracking/orders?limit=5' };
  const body = z.looseObject({}).parse(examplesOf['alliance-create-quote'][0].request.body);
  return {
    client,
    path: '/v1/ordering/alliance/quotes',
    headers: { 'Idempotency-Key': `memory-${number}` },
    body: { ...body, spId: 'A-06399x', opportunityName: `Growth ${number}` },
  };
};

const memoryLine = z.object({
  message: z.literal('memory'),
  of: z.enum(['functions', 'world']),
  heapUsed: z.number(),
});

/** Bytes in use after garbage collection: in the process of the gateway and the functions, and in that of AT&T and the table. */
const heapOf = async (gateway: LocalGateway): Promise<{ functions: number; world: number }> => {
  const lines = async () =>
    (await gateway.output())
      .split('\n')
      .flatMap((line) => (line.includes('"memory"') ? [memoryLine.parse(JSON.parse(line))] : []));
  const known = (await lines()).length;
  gateway.process.kill('SIGUSR2');
  for (;;) {
    const [one, other] = (await lines()).slice(known);
    if (one && other) {
      const [functions, world] = one.of === 'functions' ? [one, other] : [other, one];
      return { functions: functions.heapUsed, world: world.heapUsed };
    }
    await sleep(20);
  }
};
