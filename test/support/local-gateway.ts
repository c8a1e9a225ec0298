import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';

const thisProject = join(import.meta.dirname, '..', '..');

const startLine = z.strictObject({
  baseUrl: z.url(),
  tokenUrl: z.url(),
  referenceUrl: z.url(),
  simulatorUrl: z.url(),
  stateMachinesUrl: z.url(),
  pushUrl: z.url().optional(),
  operator: z.record(z.string(), z.string()),
  clients: z.array(
    z.strictObject({
      clientId: z.string(),
      clientSecret: z.string(),
      solutionProviders: z.array(z.string()),
      scopes: z.array(z.string()),
    }),
  ),
});
type StartLine = z.infer<typeof startLine>;

export const lookUpPath = '/v1/ordering/alliance/end-customer-lookup';

const receivedRequest = z.looseObject({
  clientId: z.string().nullable(),
  solutionProvider: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  bodyText: z.string(),
});
export type Received = z.infer<typeof receivedRequest>;

export interface CallOptions {
  method?: string;
  /** Below the base URL. */
  path?: string;
  /** As an answer has it, instead of a path. */
  link?: string | null | undefined;
  /** Whose token to send. */
  client?: string;
  /** The header as it is, instead of a client's token. */
  authorization?: string;
  headers?: Record<string, string>;
  /** A string is sent as it is. */
  body?: unknown;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body read as JSON; undefined when it is none. */
  json: unknown;
}

/** The local runtime in a process of its own, as `npm start` runs it. */
export interface LocalGateway extends StartLine {
  process: ChildProcess;
  dataDir: string;
  /** A token as any client gets one; asked for once per client. */
  token(clientId: string): Promise<string>;
  call(options: CallOptions): Promise<Answer>;
  /** A control endpoint of the simulator, e.g. `POST faults`. */
  sim(command: string, body?: unknown): Promise<unknown>;
  /** What AT&T received, newest last. */
  received(): Promise<Received[]>;
  /** Everything the processes have printed and logged. */
  output(): Promise<string>;
  /** Ends it with a signal. @returns its exit code */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Ends it and forgets its data. */
  remove(): Promise<void>;
}

interface StartOptions {
  /** Default: a new folder. */
  dataDir?: string;
  args?: readonly string[];
  /** Default: this one. */
  project?: string;
}

export const startLocalGateway = async ({ dataDir, args = [], project }: StartOptions = {}): Promise<LocalGateway> => {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'local-gateway-')));
  const child = spawnRuntime(['--json', '--port', '0', '--data-dir', folder, ...args], project);
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const line = await firstLine(child, () => printed);
  const facts = startLine.parse(JSON.parse(line));
  const token = tokens(facts);
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    if (child.exitCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
    return child.exitCode;
  };
  const sim = simulatorOf(facts.simulatorUrl);
  return {
    ...facts,
    process: child,
    dataDir: folder,
    token,
    call: callsTo(facts.baseUrl, token),
    sim,
    received: async () => z.array(receivedRequest).parse(await sim('GET requests')),
    output: async () => printed.replace(line, '') + (await readFile(join(folder, 'gateway.log'), 'utf8')),
    stop,
    remove: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** The command itself, for tests of what it prints and how it ends. */
export const spawnRuntime = (args: readonly string[], project = thisProject) =>
  spawn(process.execPath, ['--import', 'tsx', join('tools', 'local', 'main.ts'), ...args], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const firstLine = async (child: ReturnType<typeof spawnRuntime>, printed: () => string): Promise<string> => {
  const lines = createInterface(child.stdout);
  const ended = once(child, 'exit').then(() => undefined);
  const line = await Promise.race([once(lines, 'line').then(([text]) => z.string().parse(text)), ended]);
  if (line === undefined) throw new Error(`The local runtime ended before it was ready:\n${printed()}`);
  return line;
};

const tokens = ({ tokenUrl, clients }: StartLine): ((clientId: string) => Promise<string>) => {
  const known = new Map<string, Promise<string>>();
  const ask = async (clientId: string): Promise<string> => {
    const secret = clients.find((client) => client.clientId === clientId)?.clientSecret ?? '';
    const response = await fetch(tokenUrl, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
  };
  return (clientId) => {
    const token = known.get(clientId) ?? ask(clientId);
    known.set(clientId, token);
    return token;
  };
};

const callsTo =
  (baseUrl: string, token: (clientId: string) => Promise<string>) =>
  async ({
    method = 'POST',
    path = lookUpPath,
    link,
    client,
    authorization,
    headers,
    body,
  }: CallOptions): Promise<Answer> => {
    const bearer = authorization ?? (client === undefined ? undefined : `Bearer ${await token(client)}`);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(link ? new URL(link, baseUrl) : baseUrl + path, {
      method,
      headers: {
        ...(bearer === undefined ? {} : { authorization: bearer }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: text }),
    });
    return answerOf(response);
  };

const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const { status, headers } = response;
  try {
    return { status, headers, text, json: JSON.parse(text) };
  } catch {
    return { status, headers, text, json: undefined };
  }
};

const simulatorOf =
  (simulatorUrl: string) =>
  async (command: string, body?: unknown): Promise<unknown> => {
    const [method = '', endpoint = ''] = command.split(' ');
    const response = await fetch(`${simulatorUrl}/__sim/${endpoint}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${command}: ${await response.text()}`);
    return response.json();
  };
