import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { remembered } from '#domain/remembered';
import { close, listenAsLocalhost, loopback } from '../loopback/listen';
import { control } from './control';
import { exchange } from './exchange';
import { createPushOut, type PushOut, type PushTarget } from './push-out';
import { createSimulation, type Simulation, type SimulationOptions } from './simulation';
import type { ReceivedRequest } from './request-log';
import { keepState } from './state-file';
import { restore, stateOf, type StoredState } from './stored-state';
import type { SimClock } from './world/clock';

export interface SimulatorOptions extends SimulationOptions {
  /** Default: any free one. */
  port?: number | undefined;
  /** File the simulated AT&T is kept in over a restart. Default: it is forgotten. */
  statePath?: string | undefined;
}

/** What a simulator knows: AT&T’s memory, and what it received. */
export interface Snapshot {
  state: StoredState;
  requests: readonly ReceivedRequest[];
}

export interface Simulator {
  /** `http://127.0.0.1:<port>`; an operation is served at `<url>/<domain><path of its binding>`. */
  url: string;
  clock: SimClock;
  /** From now on sends by itself what AT&T would. */
  pushTo(target: PushTarget): void;
  /** All it knows. */
  snapshot(): Snapshot;
  /** From now on it knows this and nothing else. */
  restore(snapshot: Snapshot): void;
  close(): Promise<void>;
}

const tickMs = 250;
const maximumBodyBytes = 10 * 1_048_576;

/**
 * Starts a double of AT&T on this machine's loopback interface.
 * @throws Error when the port is taken, the state file is not ours, or two operations could not be told apart
 */
export const startSimulator = async ({ port, statePath, ...options }: SimulatorOptions = {}): Promise<Simulator> => {
  let pushOut: PushOut | undefined;
  let ticking: NodeJS.Timeout | undefined;
  const simulation = createSimulation({ ...options, onPush: (push) => pushOut?.send(push) });
  const state = keepState(simulation, statePath);
  const server = createServer((message, response) => {
    void receive(simulation, message, response).finally(state.changed);
  });
  const url = `http://${loopback}:${await listenAsLocalhost(server, port ?? 0)}`;
  return {
    url,
    clock: simulation.world.clock,
    snapshot: () => ({ state: stateOf(simulation), requests: simulation.requests.all() }),
    restore: ({ state: known, requests }) => {
      restore(simulation, known);
      simulation.requests.load(requests);
    },
    pushTo: (target) => {
      pushOut = createPushOut(target);
      // What nobody asks for happens all the same, and is told.
      ticking ??= setInterval(() => {
        simulation.world.runDueTransitions();
        state.changed();
      }, tickMs);
    },
    close: async () => {
      clearInterval(ticking);
      await close(server);
      await pushOut?.sent();
      await state.close();
    },
  };
};

/** Nobody changes what is read of it. */
const addressOf = remembered((text) => ({ url: URL.parse(text, 'http://simulator') }));

const receive = async (simulation: Simulation, message: IncomingMessage, response: ServerResponse): Promise<void> => {
  const bodyText = await read(message).catch(() => null);
  if (bodyText === null) return; // The caller hung up.
  const { url } = addressOf(message.url ?? '');
  if (bodyText === undefined || url === null) {
    response.writeHead(bodyText === undefined ? 413 : 400, { connection: 'close' }).end();
    return;
  }
  try {
    if (url.pathname.startsWith('/__sim/')) control(simulation, { message, url, bodyText }, response);
    else await exchange(simulation, { message, url, bodyText }, response);
  } catch (error) {
    console.error(`The simulator failed at ${message.method ?? ''} ${url.pathname}:`, error);
    if (!response.headersSent) response.writeHead(500, { connection: 'close' });
    response.end();
  }
};

/** @returns undefined when it is too large to be meant @throws Error when the caller hangs up */
const read = (message: IncomingMessage): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maximumBodyBytes) chunks.push(chunk);
      else resolve(undefined);
    });
    message.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    message.once('error', reject);
  });
