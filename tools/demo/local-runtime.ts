import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import type { JourneyClient } from '../../test/journeys/journey';

const startLine = z.object({
  baseUrl: z.url(),
  tokenUrl: z.url(),
  simulatorUrl: z.url(),
  clients: z.array(
    z.object({ clientId: z.string(), clientSecret: z.string(), solutionProviders: z.array(z.string()) }),
  ),
});
export type StartLine = z.infer<typeof startLine>;

export interface LocalRuntime {
  client: JourneyClient;
  /** Of the process that started the others. */
  pid: number;
  stop(): Promise<void>;
}

/** Starts the gateway on this machine in a process of its own. @throws Error when it does not start */
export const startLocalRuntime = async (args: readonly string[] = []): Promise<LocalRuntime> => {
  const main = join(import.meta.dirname, '../local/main.ts');
  // As `npm start` has it: what is young is collected early, which takes half of the memory.
  const flags = ['--max-semi-space-size=8', '--import', 'tsx'];
  const child = spawn(process.execPath, [...flags, main, '--json', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(() => undefined);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const first = once(createInterface(child.stdout), 'line').then(([line]) => z.string().parse(line));
  const line = await Promise.race([first, ended]);
  if (line === undefined) throw new Error('The local gateway ended before it was ready.');
  return { client: await clientOf(startLine.parse(JSON.parse(line))), pid: child.pid ?? 0, stop };
};

/** The demo client that acts for the most Solution Providers, with a token of its own. */
export const clientOf = async ({ baseUrl, simulatorUrl, tokenUrl, clients }: StartLine): Promise<JourneyClient> => {
  const [connector] = clients.toSorted((a, b) => b.solutionProviders.length - a.solutionProviders.length);
  if (!connector) throw new Error('The local gateway has no demo client.');
  const { clientId, clientSecret } = connector;
  const response = await fetch(tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token } = z.object({ access_token: z.string() }).parse(await response.json());
  return { baseUrl, token, simulatorUrl };
};
