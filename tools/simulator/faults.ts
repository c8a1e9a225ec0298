import * as z from 'zod';
import { operations } from '#operations/registry';

/** What can go wrong on the wire, whether the work is done all the same, and what the caller sees. */
export const faultKinds = {
  'reset-before': { done: false, outcome: 'The connection is reset before anything is done.' },
  'reset-after': { done: true, outcome: 'The work is done, then the connection is reset without an answer.' },
  'timeout-but-done': { done: true, outcome: 'The work is done, and no answer ever comes.' },
  hang: { done: false, outcome: 'Nothing is done, and no answer ever comes.' },
  '503-then-done': { done: true, outcome: '503 without `Retry-After`, and the work is done all the same.' },
  'non-json': { done: true, outcome: 'The work is done; the answer is a 502 with a page of HTML.' },
  truncated: { done: true, outcome: 'The work is done; the answer breaks off in the middle of the body.' },
  empty: { done: true, outcome: 'The work is done; the answer has no body.' },
  'slow-drip': { done: true, outcome: 'The work is done; the answer comes at a byte a second.' },
  'echo-credentials': { done: false, outcome: 'A 400 whose body and a header quote the credentials received.' },
} as const;

type FaultKind = keyof typeof faultKinds;
const kindNames = Object.keys(faultKinds) as [FaultKind, ...FaultKind[]];

const headerName = z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be a header name');
const headerValue = z.string().regex(/^[\x20-\x7e]*$/, 'must be printable ASCII');

const faultSchema = z
  .strictObject({
    kind: z.enum(kindNames).optional(),
    /** Real milliseconds before the answer. The work is done first, unless the fault says otherwise. */
    delayMs: z.int().min(0).max(600_000).optional(),
    /** Answered instead, and nothing is done. With a `kind` that answers: only the status. */
    status: z.int().min(200).max(599).optional(),
    /** Answered instead, and nothing is done. A string is sent as it is, anything else as JSON. */
    body: z.unknown().optional(),
    headers: z.record(headerName, headerValue).optional(),
  })
  .refine((fault) => Object.keys(fault).length > 0, 'must say what goes wrong');
export type Fault = z.infer<typeof faultSchema>;

const operationIds: ReadonlySet<string> = new Set(operations.map(({ id }) => id));

/** Body of `POST /__sim/faults`. */
export const faultOrderSchema = z.strictObject({
  operation: z.string().refine((id) => id === '*' || operationIds.has(id), 'must be an operation id or `*`'),
  fault: faultSchema,
  /** How many requests it hits. */
  times: z.int().min(1).max(1_000_000).default(1),
  /** Only requests of this one. */
  solutionProvider: z.string().min(1).optional(),
});
type FaultOrder = z.infer<typeof faultOrderSchema>;

/** Whether the operation is carried out although something goes wrong. */
export const isWorkDone = ({ kind, status, body }: Fault): boolean =>
  kind === undefined ? status === undefined && body === undefined : faultKinds[kind].done;

/** Faults still to happen. The oldest that fits a request hits it. */
export interface FaultQueue {
  add(order: FaultOrder): void;
  take(operation: string, solutionProvider: string | undefined): Fault | undefined;
  waiting(): readonly FaultOrder[];
  clear(): void;
}

export const createFaultQueue = (): FaultQueue => {
  let orders: FaultOrder[] = [];
  return {
    add: (order) => void orders.push({ ...order }),
    take: (operation, solutionProvider) => {
      const order = orders.find(
        (each) =>
          (each.operation === '*' || each.operation === operation) &&
          (each.solutionProvider === undefined || each.solutionProvider === solutionProvider),
      );
      if (!order) return undefined;
      order.times -= 1;
      if (order.times === 0) orders = orders.filter((each) => each !== order);
      return order.fault;
    },
    waiting: () => orders,
    clear: () => void (orders = []),
  };
};

export const magicFaultHeader = 'x-transaction-id';

/** Faults any caller can ask for, through the gateway too: it hands the caller's `x-transaction-id` on. */
export const magicFaults: Readonly<Record<string, { fault: Fault; outcome: string }>> = {
  'sim-slow': { fault: { delayMs: 3_000 }, outcome: 'The answer comes three seconds late.' },
  'sim-400': {
    fault: { status: 400, body: { code: 'SIM-400', message: 'Refused by the simulator.' } },
    outcome: '400 with a code and a message; nothing is done.',
  },
  'sim-429': {
    fault: { status: 429, headers: { 'retry-after': '1' }, body: { message: 'Too Many Requests' } },
    outcome: '429 with `Retry-After: 1`; nothing is done.',
  },
  'sim-500': {
    fault: { status: 500, body: { message: 'Internal Server Error' } },
    outcome: '500 with a message; nothing is done.',
  },
  'sim-503': {
    fault: { status: 503, headers: { 'retry-after': '1' }, body: { message: 'Service Unavailable' } },
    outcome: '503 with `Retry-After: 1`; nothing is done.',
  },
  ...Object.fromEntries(
    kindNames.map((kind) => [`sim-${kind}`, { fault: { kind }, outcome: faultKinds[kind].outcome }]),
  ),
};
