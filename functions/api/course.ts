import type { GatewayEvent } from '#api/gateway-event';
import { oncePerCall } from '#api/once-per-call';
import type { RequestFacts } from '#platform/log';

/** What a call comes to in its course, told when it is answered. */
export interface Course {
  /** On the clock of `performance.now()`. */
  startedAtMs: number;
  /** Each request to AT&T, in turn. */
  upstream: RequestFacts[];
}

/** That of a call begins when it is first asked for. */
export const courseOf = oncePerCall((_event: GatewayEvent): Course => ({
  startedAtMs: performance.now(),
  upstream: [],
}));
