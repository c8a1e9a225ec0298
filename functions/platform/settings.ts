import * as z from 'zod';

/** Where one operation is served in this deployment: its binding after the tenant's overrides. */
export const resolvedBindingSchema = z.object({
  /** Absent: AT&T's address is neither public nor stated by the tenant, so the operation answers `operation-not-bound`. */
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: z.string().startsWith('/'),
  credentialHeaders: z.object({ clientId: z.string(), clientSecret: z.string() }),
  bodyMembers: z.record(z.string(), z.string()).optional(),
  idAt: z.string().optional(),
  statusAt: z.string().optional(),
});
export type ResolvedBinding = z.infer<typeof resolvedBindingSchema>;

const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

const settingsSchema = z
  .object({
    TENANT: z.string(),
    ENVIRONMENT: z.enum(['simulator', 'uat', 'production']),
    SECRET_PREFIX: z.string(),
    BINDINGS: json(z.record(z.string(), resolvedBindingSchema)),
    /** Sent to AT&T as the calling system when the caller names none. */
    SOURCE: z.string().optional(),
    /** Whether sensitive operations have to say who asks and why. */
    REQUIRE_ACTOR_AND_REASON: z.enum(['true', 'false']).optional(),
    /** For how long answers to reads may be kept; absent: not at all. */
    READ_CACHE_SECONDS: z.coerce.number().int().min(1).max(60).optional(),
  })
  .transform(
    ({ TENANT, ENVIRONMENT, SECRET_PREFIX, BINDINGS, SOURCE, REQUIRE_ACTOR_AND_REASON, READ_CACHE_SECONDS }) => ({
      tenant: TENANT,
      environment: ENVIRONMENT,
      secretPrefix: SECRET_PREFIX,
      bindings: BINDINGS,
      source: SOURCE,
      ...(REQUIRE_ACTOR_AND_REASON !== undefined && { requireActorAndReason: REQUIRE_ACTOR_AND_REASON === 'true' }),
      ...(READ_CACHE_SECONDS !== undefined && { readCacheSeconds: READ_CACHE_SECONDS }),
    }),
  );

/** What the deployment tells an operation's function. */
export type Settings = z.infer<typeof settingsSchema>;

/** @throws when a variable is missing or malformed: a mistake of the deployment that must not reach a caller's request. */
export const settingsFrom = (environment: NodeJS.ProcessEnv): Settings => settingsSchema.parse(environment);

const tableSettingsSchema = z
  .object({
    TABLE_NAME: z.string(),
    /** Whether what is unknown of an order blocks its next step. */
    WORKFLOW: z.enum(['strict', 'advisory']).default('strict'),
    /** Ids of the reads of tracked things that reach AT&T, separated by spaces. */
    BOUND_READS: z.string().optional(),
  })
  .transform(({ TABLE_NAME, WORKFLOW, BOUND_READS }) => ({
    tableName: TABLE_NAME,
    workflow: WORKFLOW,
    boundReads: BOUND_READS?.split(' ').filter((id) => id !== ''),
  }));

/** What a function that keeps records is told besides. @throws when a variable is missing or malformed */
export const tableSettingsFrom = (environment: NodeJS.ProcessEnv): z.infer<typeof tableSettingsSchema> =>
  tableSettingsSchema.parse(environment);

/** Under which name logs and metrics are kept. @throws when the tenant is not set */
export const serviceNameFrom = (environment: NodeJS.ProcessEnv): string =>
  `att-partner-gateway-${z.object({ TENANT: z.string() }).parse(environment).TENANT}`;
