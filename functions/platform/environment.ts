import * as z from 'zod';
import { ownLimitsSchema } from '#domain/client-limits';
import { scopeClaims } from '#domain/token-scopes';
import { longestLateSeconds } from '#domain/late-effect';
import { lineChangeLimitSchema } from '#domain/mobility/line-change-limit';
import { portInSlaSchema } from '#domain/business-time/port-in-sla';
import { environments, resolvedBindingSchema } from '#platform/resolved-binding';

/** JSON of a value. */
const json = <Value>(schema: z.ZodType<Value, Value>) =>
  z.codec(z.string(), schema, {
    decode: (text, context) => {
      try {
        return JSON.parse(text) as Value;
      } catch {
        context.issues.push({ code: 'custom', message: 'must be JSON', input: text });
        return z.NEVER;
      }
    },
    encode: (value) => JSON.stringify(value),
  });

/** Texts without spaces, separated by spaces. */
const words = () =>
  z.codec(z.string(), z.array(z.string()), {
    decode: (text) => text.split(' ').filter((word) => word !== ''),
    encode: (list) => list.join(' '),
  });

const flag = () =>
  z.codec(z.enum(['true', 'false']), z.boolean(), {
    decode: (text) => text === 'true',
    encode: (value) => (value ? 'true' : 'false'),
  });

const wholeNumber = (least: number, most: number) =>
  z.codec(z.string(), z.int().min(least).max(most), { decode: Number, encode: String });

/** Every variable a deployment sets for functions. `lib` writes them, `entry` reads them, nobody else names one; a codec is made for those a function reads. */
const variables = {
  tenant: ['TENANT', () => z.string()],
  environment: ['ENVIRONMENT', () => z.enum(environments)],
  /** What the names of the tenant’s secrets begin with. */
  secretPrefix: ['SECRET_PREFIX', () => z.string()],
  /** By operation: those a function asks AT&T by. */
  bindings: ['BINDINGS', () => json(z.record(z.string(), resolvedBindingSchema))],
  /** Sent to AT&T as the calling system when the caller names none. */
  source: ['SOURCE', () => z.string().optional()],
  /** Whether sensitive operations have to say who asks and why; absent: at AT&T’s production. */
  requireActorAndReason: ['REQUIRE_ACTOR_AND_REASON', () => flag().optional()],
  /** How many sensitive changes a number may have; absent: as `defaultLineChangeLimit` has it. */
  lineChangeLimit: ['LINE_CHANGE_LIMIT', () => json(lineChangeLimitSchema()).optional()],
  /** Whether a request may name another Solution Provider than the one it is made for; absent: it may not. */
  bodySolutionProvider: ['BODY_SOLUTION_PROVIDER', () => z.enum(['same', 'any']).optional()],
  /** For how long answers to reads may be kept; absent: not at all. */
  readCacheSeconds: ['READ_CACHE_SECONDS', () => wholeNumber(1, 60).optional()],
  /** How often a client may call whose grant says nothing else; absent: nobody is limited. */
  clientLimits: ['CLIENT_LIMITS', () => json(ownLimitsSchema()).optional()],
  /** Which operations’ writes are made by workers, how these are called before the operation’s id, and how long AT&T has; absent: none. */
  lateAnswers: [
    'LATE_ANSWERS',
    () =>
      json(
        z.object({
          operations: z.array(z.string()),
          workerPrefix: z.string(),
          seconds: z.int().min(1).max(longestLateSeconds),
        }),
      ).optional(),
  ],
  /** Of pages that a browser lets read answers; absent: of none. */
  crossOrigins: ['CROSS_ORIGINS', () => words().optional()],
  tableName: ['TABLE_NAME', () => z.string()],
  /** Whether what is unknown of an order blocks its next step. */
  workflow: ['WORKFLOW', () => z.enum(['strict', 'advisory']).default('strict')],
  /** Ids of the reads of tracked things that reach AT&T; absent: not known. */
  boundReads: ['BOUND_READS', () => words().optional()],
  /** How long port-ins may take; absent: as the rule has it. */
  portInSla: ['PORT_IN_SLA', () => json(portInSlaSchema()).optional()],
  /** Polls of one Solution Provider’s items that may reach AT&T in a minute. */
  pollsPerMinute: ['POLLS_PER_MINUTE', () => wholeNumber(1, 1_000_000).default(120)],
  /** Ids of the tenant’s Solution Providers. */
  solutionProviders: ['SOLUTION_PROVIDERS', words],
  /** Of the state machine; absent where nobody is to start it. */
  statusPollerArn: ['STATUS_POLLER_ARN', () => z.string().optional()],
  bulkWriterArn: ['BULK_WRITER_ARN', () => z.string()],
  /** What the names of operations’ functions have before the operation’s id. */
  functionPrefix: ['FUNCTION_PREFIX', () => z.string()],
  /** The header that carries the secret pushes are known by; absent: they are known by where they come from alone. */
  pushSecretHeader: ['PUSH_SECRET_HEADER', () => z.string().optional()],
  /** Addresses and networks pushes may come from; absent: any. */
  pushSources: ['PUSH_SOURCES', () => words().optional()],
  /** Name of the function that looks at pushes. */
  pushApplierName: ['PUSH_APPLIER_NAME', () => z.string()],
  eventBusName: ['EVENT_BUS_NAME', () => z.string()],
  webhookQueueUrl: ['WEBHOOK_QUEUE_URL', () => z.string()],
  /** Where webhooks may go. `public-and-loopback` is for this machine alone; no deployment sets it. */
  webhookTargets: ['WEBHOOK_TARGETS', () => z.enum(['public', 'public-and-loopback']).default('public')],
  /** Whom partners ask who are kept from AT&T; absent: not stated. */
  contact: ['CONTACT', () => z.string().optional()],
  /** Of access tokens: who issues them, where its keys are, for whom they are. */
  tokenIssuer: ['ISSUER', () => z.string()],
  tokenKeysUrl: ['JWKS_URI', () => z.string()],
  tokenAudience: ['AUDIENCE', () => z.string().optional()],
  /** The claim scopes stand in; absent: `scope` or else `scp`. */
  tokenScopeClaim: ['TOKEN_SCOPE_CLAIM', () => z.enum(scopeClaims).optional()],
  /** What the gateway’s own scopes begin with there. */
  tokenScopePrefix: ['TOKEN_SCOPE_PREFIX', () => z.string().optional()],
  /** Whether a token without any claim of scopes may do what its client is granted. */
  wholeGrantWithoutScope: ['WHOLE_GRANT_WITHOUT_SCOPE', () => flag().optional()],
} as const satisfies Record<string, readonly [name: string, codec: () => z.ZodType]>;

type Setting = keyof typeof variables;

/** What functions are told, by the names it goes by in code. */
export type Environment = { [S in Setting]: z.output<ReturnType<(typeof variables)[S][1]>> };

/** Some of what a function is told. @throws when a variable is missing or malformed: a mistake of the deployment, told at start */
export const readEnvironment = <const S extends Setting>(
  from: NodeJS.ProcessEnv,
  ...settings: readonly S[]
): Pick<Environment, S> => {
  const shape = Object.fromEntries(settings.map((setting) => [variables[setting][0], variables[setting][1]()]));
  // Read once: what zod compiles for the next time would not pay.
  const values = z.object(shape).parse(from, { jitless: true });
  return Object.fromEntries(settings.map((setting) => [setting, values[variables[setting][0]]])) as Pick<
    Environment,
    S
  >; // each by its own codec
};

/** The variables that tell a function these things. What is undefined is left out. */
export const toEnvironment = (values: Partial<Environment>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([setting, value]) => {
      if (value === undefined) return [];
      const [name, codec] = variables[setting as Setting];
      return [[name, String(z.encode(codec() as z.ZodType, value))]];
    }),
  );
