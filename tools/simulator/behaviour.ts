import type { Operation } from '#domain/define-operation';
import type { OperationId } from '#operations/registry';
import type { Fault } from './faults';
import type { Kind, SimWorld } from './world/sim-world';

/**
 * How to give an operation a behaviour of its own:
 *
 * 1. Write `behaviours/<ordering|mobility>/<operation id>.ts` with one exported `OperationBehaviour`. Read the request
 *    with a small zod schema of what you need; a `z.ZodError` you let through becomes AT&T's 400.
 * 2. Things that have to be remembered get a `defineKind` (world/kind.ts), listed in `behaviours/kinds.ts`; things that
 *    come with time are transitions of the kind, scheduled with `world.after`.
 * 3. List the behaviour in `behaviours/registry.ts` and run `npm run documents`.
 */

export type SimOperation = Operation & { id: OperationId };

/** A request that got past AT&T's door: known operation, good credentials, headers complete, body well-formed JSON. */
export interface SimRequest {
  readonly operation: SimOperation;
  readonly solutionProvider: string;
  /** By the names in the binding's path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names; without the credentials. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined when there was none. */
  readonly body: unknown;
}

export interface SimAnswer {
  readonly status: number;
  /** Sent as JSON. Absent: an empty body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Names the business effect this answer commits, e.g. `order of quote 0Q0…`: the same name for what must never happen
   * twice. `none`: AT&T refused, nothing happened. Left out: a write answered 2xx commits an effect named by its request.
   */
  readonly effect?: string;
  /** Goes wrong on the wire, for magic values. What is done is done: kinds that do nothing are the behaviour's to honour. */
  readonly fault?: Fault;
}

/** AT&T's answer to one request. Synchronous, so a request is all done or not at all; changes state only through `world`. */
export type Behaviour = (request: SimRequest, world: SimWorld) => SimAnswer;

/** An input with a documented outcome. The closed list of them is docs/simulator.md. */
export interface MagicValue {
  /** JSON pointer into the body, or `path <name>`, `query <name>`, `header <name>`. */
  readonly where: `/${string}` | `path ${string}` | `query ${string}` | `header ${string}`;
  /** The value itself, or what it looks like, e.g. `ends in 0199`. */
  readonly value: string;
  /** What happens, in a sentence. */
  readonly outcome: string;
}

export interface OperationBehaviour {
  readonly answer: Behaviour;
  /**
   * A request equal to one of the operation's examples gets the example's answer, exactly, as long as `answer` says of it
   * what it said at the beginning. Here the behaviour makes the world agree with what was answered.
   */
  readonly afterExample?: (request: SimRequest, answer: SimAnswer, world: SimWorld) => void;
  /** What an example's answer says was made or is there from now on. When it has been made since the beginning, the example is no answer. */
  readonly makes?: (answer: SimAnswer, request: SimRequest) => { kind: Kind; key: string };
  /** Names the effect of an answer that names none, an example's too. Asked only of a write that was answered 2xx. */
  readonly effectOf?: (request: SimRequest) => string;
  readonly magicValues?: readonly MagicValue[];
}
