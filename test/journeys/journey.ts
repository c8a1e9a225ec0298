import type { Route } from '#domain/define-operation';

/** What a journey has learned so far, by name: ids AT&T gave, and whom it acts for. */
export type Kept = Readonly<Record<string, string>>;

interface EveryStep {
  /** What happens, as a heading. */
  title: string;
  /** Parts of the answer to show, as JSON pointers. */
  shows?: readonly string[];
  /** Says what is wrong with an answer of the right status; nothing when it is as it should be. */
  check?: (answer: unknown, kept: Kept) => string | undefined;
}

/** A call of the gateway, as a partner makes it. */
export interface CallStep extends EveryStep {
  route: Pick<Route, 'id' | 'method' | 'path'>;
  path?: (kept: Kept) => Record<string, string>;
  query?: (kept: Kept) => Record<string, string>;
  body?: (kept: Kept) => object;
  headers?: Record<string, string>;
  /** Status it has to have. Default 200. */
  expects?: number;
  /** What to keep of the answer: name → JSON pointer. */
  keeps?: Readonly<Record<string, string>>;
  /** Sends it a second time under the same key, which has to give the same answer. */
  twice?: true;
}

/** What others do meanwhile: the end customer, AT&T, time. A control endpoint of the simulator plays them. */
export interface MeanwhileStep extends EveryStep {
  simulator: string;
  body: (kept: Kept) => object;
}

export type JourneyStep = CallStep | MeanwhileStep;

/** A way through the gateway as data: tests and the demo run the same. */
export interface Journey {
  name: string;
  title: string;
  /** Whom it acts for where the client does not say. */
  solutionProvider: string;
  steps: readonly JourneyStep[];
  /** Where to look how things stand after each step; undefined while there is nothing to look at. */
  standing?: (kept: Kept) => string | undefined;
}

/** How a journey reaches the gateway, and the simulator that plays everybody else. */
export interface JourneyClient {
  baseUrl: string;
  token: string;
  simulatorUrl: string;
  /** In place of HTTP. What a call leaves to be done is done when it is answered, so that nobody looks twice. */
  inProcess?: (url: string, init: RequestInit) => Promise<Response>;
}

/** What became of a step. */
export interface StepReport {
  step: JourneyStep;
  /** E.g. `POST /v1/ordering/apex/quotes`. */
  request: string;
  status: number;
  /** What the step shows, in a line. */
  line: string;
  /** State of what the journey is about, where it has one. */
  state?: string | undefined;
  durationMs: number;
}
