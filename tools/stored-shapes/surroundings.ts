import type { GatewayEvent, GatewayResponse } from '#api/gateway-event';
import type { Attributes, DynamoDb } from '#platform/table/dynamo-db';

/** To whom a release’s code sends what another function of the deployment is to take. */
export type Recipient = 'bus' | 'webhook-queue' | 'status-poller' | 'bulk-writer' | 'late-worker' | 'push-applier';

export interface PostedWebhook {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/**
 * What a release’s code is given instead of AWS, AT&T and partners. Built code of releases before asks for these too: members may be
 * added, and what is added has to be no more than a wish of newer code; none is ever taken away or changed.
 */
export interface Surroundings {
  /** DynamoDB by its own words. */
  dynamoDb: DynamoDb;
  /** Text of a secret by its name, which begins with `test/`. */
  readSecret: (name: string) => Promise<string>;
  solutionProviders: readonly string[];
  /** Where AT&T is, and what it answers there. */
  attUrl: string;
  att: (
    request: { method: string; url: URL; headers: Record<string, string>; body?: string },
    deadlineMs: number,
  ) => Promise<{ status: number; headers: Record<string, string | undefined>; text: string }>;
  /** What a partner’s endpoint answers. */
  post: (webhook: PostedWebhook) => Promise<{ status: number; text?: string }>;
  /** Has it taken: what the recipient gets, after a way through JSON. */
  send: (to: Recipient, message: unknown) => Promise<void>;
  /** An operation’s function, called by the bulk writer. */
  invoke: (operation: string, event: unknown) => Promise<unknown>;
  /** Time at AT&T, and the real one, in milliseconds since the epoch. */
  now: () => number;
  wireNow: () => number;
  /** What the code logs: what it could not do stands there alone. */
  tell: (level: 'info' | 'warn' | 'error', message: string, facts: object) => void;
}

/** One record of the table’s stream, as far as anything is read of it. */
export interface StreamRecord {
  dynamodb: { Keys: Attributes; OldImage?: Attributes; NewImage?: Attributes; SequenceNumber: string };
}

/** Every function of a deployment, as one process of each. Likewise for ever: members may be added. */
export interface GatewayCode {
  /** Of an operation or a route of the gateway’s own, by its id. `late`: where AT&T may answer late. */
  answer: (id: string, event: GatewayEvent, late?: boolean) => Promise<GatewayResponse>;
  /** What the authorizer says of a client whose token is sound, to whatever the client calls. @throws when it lets him do nothing */
  authorize: (clientId: string, scopes: readonly string[]) => Promise<Record<string, unknown>>;
  /** @returns sequence numbers of what has to come again */
  onStream: (records: readonly StreamRecord[]) => Promise<readonly string[]>;
  /** Messages of the webhook queue. @returns which of them have to come again */
  onWebhookQueue: (bodies: readonly string[], sentAtMs: number) => Promise<readonly number[]>;
  onPoll: (input: unknown) => Promise<object>;
  onBulkWork: (input: unknown) => Promise<object>;
  onHandover: (operation: string, handover: unknown) => Promise<void>;
  /** AT&T’s message for a Solution Provider; and the look at one that was kept. */
  onPush: (solutionProvider: string, body: string) => Promise<number>;
  onPushNamed: (named: unknown) => Promise<string>;
  /** What runs on a schedule. */
  sweep: () => Promise<object>;
  reconcile: () => Promise<object>;
  sweepPushes: () => Promise<object>;
  compareViews: () => Promise<object>;
  /** What the comparison found, as an operator is shown it. */
  differences: (solutionProvider: string) => Promise<object>;
}

/** What a release makes of an item or a message. Nothing: it has none of the kind. */
export type Reading = { taken: unknown } | { mistakes: readonly string[] } | undefined;

/** What the built code of a release has for who has `require`d it. */
export interface ReleaseCode {
  name: string;
  /** @param name of a kind of item, or of a message */
  read: (name: string, value: unknown) => Reading;
  /** Loaded when it is asked for: most tests only read. */
  gateway: () => Promise<(around: Surroundings) => GatewayCode>;
}
