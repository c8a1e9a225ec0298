import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import { credentialRuleSchema } from './credentials';
import type { Incoming } from './exchange';
import { faultOrderSchema } from './faults';
import { listedMagicValues } from './magic-values';
import { resetSimulation, type Simulation } from './simulation';
import { isDuration } from './world/duration';

/** What is answered as JSON. */
type Answer = object;
type Command = (simulation: Simulation, input: { query: URLSearchParams; body: unknown }) => Answer;

const filterSchema = z.strictObject({
  operation: z.string().optional(),
  since: z
    .string()
    .refine((since) => /^\d+$/.test(since) || !Number.isNaN(Date.parse(since)), 'must be a request’s number or a time')
    .optional(),
});
const resetSchema = z.strictObject({ seed: z.string().min(1).optional() });
const clockSchema = z.strictObject({
  advance: z.string().refine(isDuration, 'must be a duration like PT72H, P3D or PT1M30S'),
});
const stateSchema = z.strictObject({
  kind: z.string(),
  solutionProvider: z.string().min(1),
  key: z.string().min(1),
  set: z.looseObject({}),
});

const clockOf = ({ world }: Simulation): Answer => ({
  now: world.clock.now().toISOString(),
  aheadMs: world.clock.aheadMs(),
  timeScale: world.clock.timeScale,
});

const setState: Command = ({ world }, { body }) => {
  const { kind: name, solutionProvider, key, set } = stateSchema.parse(body);
  const kind = world.kinds.find((each) => each.name === name);
  if (!kind) throw new ControlError(400, [`kind: must be one of ${world.kinds.map((each) => each.name).join(', ')}`]);
  world.runDueTransitions();
  return { kind: name, solutionProvider, key, entity: world.set(kind, solutionProvider, key, set) };
};

/** Everything a test or a curious partner can see of the simulator and do to it. Never part of AT&T's API. */
const commands: Readonly<Record<string, Command>> = {
  'GET requests': ({ requests }, { query }) => requests.list(filterSchema.parse(Object.fromEntries(query))),
  'GET effects': ({ effects }, { query }) =>
    effects.all().filter(({ operation }) => operation === (query.get('operation') ?? operation)),
  'POST reset': (simulation, { body }) => {
    resetSimulation(simulation, resetSchema.parse(body ?? {}).seed);
    return clockOf(simulation);
  },
  'POST faults': ({ faults }, { body }) => {
    const order = faultOrderSchema.parse(body);
    faults.add(order);
    return order;
  },
  'GET faults': ({ faults }) => faults.waiting(),
  'DELETE faults': ({ faults }) => {
    faults.clear();
    return [];
  },
  'GET clock': clockOf,
  'POST clock': (simulation, { body }) => {
    simulation.world.clock.advance(clockSchema.parse(body).advance);
    simulation.world.runDueTransitions();
    return clockOf(simulation);
  },
  'POST credentials': ({ credentials }, { body }) => {
    const { clientSecret: _, ...rule } = credentialRuleSchema.parse(body);
    credentials.set(credentialRuleSchema.parse(body));
    return rule;
  },
  'GET magic-values': listedMagicValues,
  'GET state': ({ world }) => {
    world.runDueTransitions();
    const { entities, scheduled } = world.dump();
    return { kinds: world.kinds.map(({ name, transitions }) => ({ name, transitions })), entities, scheduled };
  },
  'POST state': setState,
};

/** What the caller of a control endpoint got wrong. */
class ControlError extends Error {
  constructor(
    readonly status: number,
    readonly errors: readonly string[],
  ) {
    super(errors.join('; '));
  }
}

/** Does what a control endpoint does. @param name e.g. `POST clock` @throws when it cannot be done */
export const commanded = (simulation: Simulation, name: string, input: Parameters<Command>[1]): object => {
  const command = commands[name];
  if (!command) throw new ControlError(404, [`${name} is none of: ${Object.keys(commands).join(', ')}`]);
  return command(simulation, input);
};

export const control = (
  simulation: Simulation,
  { message, url, bodyText }: Incoming,
  response: ServerResponse,
): void => {
  const name = `${message.method ?? ''} ${url.pathname.slice('/__sim/'.length)}`;
  try {
    answer(response, 200, commanded(simulation, name, { query: url.searchParams, body: bodyOf(bodyText) }));
  } catch (error) {
    if (error instanceof ControlError) answer(response, error.status, { errors: error.errors });
    else if (error instanceof z.ZodError) answer(response, 400, { errors: error.issues.map(sentence) });
    else throw error;
  }
};

const bodyOf = (text: string): unknown => {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    throw new ControlError(400, ['the body is not valid JSON']);
  }
};

const sentence = ({ path, message }: z.core.$ZodIssue): string => `${path.join('.') || 'the body'}: ${message}`;

const answer = (response: ServerResponse, status: number, body: Answer): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
