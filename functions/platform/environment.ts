import * as z from 'zod';
import { ownLimitsSchema } from '#domain/client-limits';
import { scopeClaims } from '#domain/token-scopes';
import { longestLateSeconds } from '#domain/late-effect';
import { lineChangeLimitSchema } from '#domain/mobility/line-change-limit';
import { portInSlaSchema } from '#domain/business-time/port-in-sla';
import { arePlainBindings, environments, resolvedBindingsSchema } from '#platform/resolved-binding';

/**
 * How a value is written in a variable. A schema takes long to make at a cold start, so what most variables say is read without;
 * what cannot be read so is for the schema to decide.
 */
interface Codec<Value> {
  schema: () => z.ZodType<Value, string>;
  /** What a text says; undefined: ask the schema. */
  atAGlance?: (text: string) => Value | undefined;
}

/** As it stands there. */
const text: Codec<string> = { schema: () => z.string(), atAGlance: (value) => value };

const oneOf = <const Word extends string>(known: readonly Word[]): Codec<Word> => ({
  schema: () => z.enum(known),
  atAGlance: (value) => known.find((word) => word === value),
});

/** Text of a JSON document in ASCII: templates have nothing else. */
const inAscii = (document: string): string =>
  document.replaceAll(/[\x7f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** JSON of a value, in ASCII. */
const json = <Value>(
  schema: () => z.ZodType<Value, Value>,
  isOne?: (value: unknown) => value is Value,
): Codec<Value> => ({
  schema: () =>
    z.codec(z.string(), schema(), {
      decode: (written, context) => {
        const value = parsed(written);
        if (value !== undefined) return value as Value; // the schema looks at it
        context.issues.push({ code: 'custom', message: 'must be JSON', input: written });
        return z.NEVER;
      },
      encode: (value) => inAscii(JSON.stringify(value)),
    }),
  ...(isOne && {
    atAGlance: (written) => {
      const value = parsed(written);
      return isOne(value) ? value : undefined;
    },
  }),
});

/** Undefined when it is no JSON. */
const parsed = (written: string): unknown => {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
};

const wordsIn = (list: string): string[] => list.split(' ').filter((word) => word !== '');

/** Texts without spaces, separated by spaces. */
const words: Codec<string[]> = {
  schema: () => z.codec(z.string(), z.array(z.string()), { decode: wordsIn, encode: (list) => list.join(' ') }),
  atAGlance: wordsIn,
};

const flag: Codec<boolean> = {
  schema: () =>
    z.codec(z.enum(['true', 'false']), z.boolean(), {
      decode: (written) => written === 'true',
      encode: (value) => (value ? 'true' : 'false'),
    }),
};

const wholeNumber = (least: number, most: number): Codec<number> => ({
  schema: () => z.codec(z.string(), z.int().min(least).max(most), { decode: Number, encode: String }),
});

type Variable = readonly [name: string, codec: Codec<unknown>, otherwise?: unknown];

/**
 * Every variable a deployment sets for functions: its name, its codec, and what it says where it is not set; without that it has
 * to be. `lib` writes them, `entry` reads them, nobody else names one.
 */
const variables = {
  tenant: ['TENANT', text],
  environment: ['ENVIRONMENT', oneOf(environments)],
  /** What the names of the tenant’s secrets begin with. */
  secretPrefix: ['SECRET_PREFIX', text],
  /** By operation: those a function asks AT&T by. */
  bindings: ['BINDINGS', json(resolvedBindingsSchema, arePlainBindings)],
  /** Sent to AT&T as the calling system when the caller names none. */
  source: ['SOURCE', text, undefined],
  /** Whether sensitive operations have to say who asks and why; absent: at AT&T’s production. */
  requireActorAndReason: ['REQUIRE_ACTOR_AND_REASON', flag, undefined],
  /** How many sensitive changes a number may have; absent: as `defaultLineChangeLimit` has it. */
  lineChangeLimit: ['LINE_CHANGE_LIMIT', json(lineChangeLimitSchema), undefined],
  /** Whether a request may name another Solution Provider than the one it is made for; absent: it may not. */
  bodySolutionProvider: ['BODY_SOLUTION_PROVIDER', oneOf(['same', 'any']), undefined],
  /** For how long answers to reads may be kept; absent: not at all. */
  readCacheSeconds: ['READ_CACHE_SECONDS', wholeNumber(1, 60), undefined],
  /** How often a client may call whose grant says nothing else; absent: nobody is limited. */
  clientLimits: ['CLIENT_LIMITS', json(ownLimitsSchema), undefined],
  /** Which operations’ writes are made by workers, how these are called before the operation’s id, and how long AT&T has; absent: none. */
  lateAnswers: [
    'LATE_ANSWERS',
    json(() =>
      z.object({
        operations: z.array(z.string()),
        workerPrefix: z.string(),
        seconds: z.int().min(1).max(longestLateSeconds),
      }),
    ),
    undefined,
  ],
  /** Of pages that a browser lets read answers; absent: of none. */
  crossOrigins: ['CROSS_ORIGINS', words, undefined],
  tableName: ['TABLE_NAME', text],
  /** Of the role it takes for one Solution Provider at a time; absent: its own is for all of them. */
  sessionRoleArn: ['SESSION_ROLE_ARN', text, undefined],
  /** Whether what is unknown of an order blocks its next step. */
  workflow: ['WORKFLOW', oneOf(['strict', 'advisory']), 'strict'],
  /** Ids of the reads of tracked things that reach AT&T; absent: not known. */
  boundReads: ['BOUND_READS', words, undefined],
  /** How long port-ins may take; absent: as the rule has it. */
  portInSla: ['PORT_IN_SLA', json(portInSlaSchema), undefined],
  /** Polls of one Solution Provider’s items that may reach AT&T in a minute. */
  pollsPerMinute: ['POLLS_PER_MINUTE', wholeNumber(1, 1_000_000), 120],
  /**
   * Of which reads there may be sightings, and for whom: each API families, and ids of the Solution Providers with credentials of just these, with
   * blanks between.
   */
  sightable: [
    'SIGHTABLE',
    json(() =>
      z.object({
        reads: z.array(z.string()),
        solutionProviders: z.array(z.object({ families: z.string(), ids: z.string() })),
      }),
    ),
  ],
  /** Name of the function that keeps sightings. */
  sightingKeeperName: ['SIGHTING_KEEPER_NAME', text],
  /** Ids of the tenant’s Solution Providers. */
  solutionProviders: ['SOLUTION_PROVIDERS', words],
  /** Of the state machine; absent where nobody is to start it. */
  statusPollerArn: ['STATUS_POLLER_ARN', text, undefined],
  bulkWriterArn: ['BULK_WRITER_ARN', text],
  /** What the names of operations’ functions have before the operation’s id. */
  functionPrefix: ['FUNCTION_PREFIX', text],
  /** The header that carries the secret pushes are known by; absent: they are known by where they come from alone. */
  pushSecretHeader: ['PUSH_SECRET_HEADER', text, undefined],
  /** Addresses and networks pushes may come from; absent: any. */
  pushSources: ['PUSH_SOURCES', words, undefined],
  /** Name of the function that looks at pushes. */
  pushApplierName: ['PUSH_APPLIER_NAME', text],
  eventBusName: ['EVENT_BUS_NAME', text],
  webhookQueueUrl: ['WEBHOOK_QUEUE_URL', text],
  /** Where webhooks may go. `public-and-loopback` is for this machine alone; no deployment sets it. */
  webhookTargets: ['WEBHOOK_TARGETS', oneOf(['public', 'public-and-loopback']), 'public'],
  /** Whom partners ask who are kept from AT&T; absent: not stated. */
  contact: ['CONTACT', text, undefined],
  /** Of access tokens: who issues them, where its keys are, for whom they are. */
  tokenIssuer: ['ISSUER', text],
  tokenKeysUrl: ['JWKS_URI', text],
  tokenAudience: ['AUDIENCE', text, undefined],
  /** The claim scopes stand in; absent: `scope` or else `scp`. */
  tokenScopeClaim: ['TOKEN_SCOPE_CLAIM', oneOf(scopeClaims), undefined],
  /** What the gateway’s own scopes begin with there. */
  tokenScopePrefix: ['TOKEN_SCOPE_PREFIX', text, undefined],
  /** Whether a token without any claim of scopes may do what its client is granted. */
  wholeGrantWithoutScope: ['WHOLE_GRANT_WITHOUT_SCOPE', flag, undefined],
} as const satisfies Record<string, Variable>;

type Variables = typeof variables;
type Setting = keyof Variables;

type Told<V extends Variable> = V extends readonly [string, Codec<infer Value>, infer Otherwise]
  ? Value | Otherwise
  : V extends readonly [string, Codec<infer Value>]
    ? Value
    : never;

/** What functions are told, by the names it goes by in code. */
export type Environment = { -readonly [S in Setting]: Told<Variables[S]> };

/** Some of what a function is told. @throws when a variable is missing or malformed: a mistake of the deployment, told at start */
export const readEnvironment = <const S extends Setting>(
  from: NodeJS.ProcessEnv,
  ...settings: readonly S[]
): Pick<Environment, S> => {
  const seen = settings.map((setting) => ({ setting, reading: glanceAt(variables[setting], from) }));
  const others = readBySchema(
    seen.flatMap(({ setting, reading }) => (reading ? [] : [setting])),
    from,
  );
  return Object.fromEntries(
    seen.map(({ setting, reading }) => [setting, reading ? reading.value : others[variables[setting][0]]]),
  ) as Pick<Environment, S>; // each by its own codec
};

/** Undefined where its schema has to say what it is, or what is wrong with it. */
const glanceAt = (
  [name, { atAGlance }, ...otherwise]: Variable,
  from: NodeJS.ProcessEnv,
): { value: unknown } | undefined => {
  const written = from[name];
  if (written === undefined) return otherwise.length > 0 ? { value: otherwise[0] } : undefined;
  const value = atAGlance?.(written);
  return value === undefined ? undefined : { value };
};

const readBySchema = (settings: readonly Setting[], from: NodeJS.ProcessEnv): Record<string, unknown> => {
  if (settings.length === 0) return {};
  const shape = Object.fromEntries(settings.map((setting) => [variables[setting][0], variables[setting][1].schema()]));
  // Read once: what zod compiles for the next time would not pay.
  return z.object(shape).parse(from, { jitless: true });
};

/** The variables that tell a function these things. What is undefined is left out. */
export const toEnvironment = (values: Partial<Environment>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([setting, value]) => {
      if (value === undefined) return [];
      const [name, codec] = variables[setting as Setting];
      return [[name, String(z.encode(codec.schema() as z.ZodType, value))]];
    }),
  );
