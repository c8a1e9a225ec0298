import * as z from 'zod';
import { shapeStatementShape } from '#domain/contract/statement';
import type { ApiFamily } from '#domain/define-operation';
import { clientLimitsSchema, defaultClientLimits } from '#domain/client-limits';
import { scopeClaims } from '#domain/token-scopes';
import { operations } from '#operations/registry';
import { defaultPortInSla, portInSlaSchema } from '#domain/business-time/port-in-sla';
import { accountRolesSchema } from './account-roles';
import { alarmsSchema } from './alarms';
import { asciiText, httpsUrl } from './ascii';
import { ConfigurationMistake } from './configuration-mistake';
import { inItsFile, statedIn, type ContractFiles, type StatedIn } from './contract-files';
import { crossOriginSchema, pagesOutOfPlace } from './cross-origin';
import { elsewhere } from './elsewhere';
import { endpointSchema } from './endpoint';
import { headerName } from './header-name';
import { lateAnswersSchema } from './late-answers';
import { pushesSchema } from './pushes';
import { retentionSchema } from './retention';
import { sensitiveOperationsSchema } from './sensitive-operations';
import { reservedConcurrencySchema } from './reserved-concurrency';

export const apiFamilies = ['ordering-apex', 'ordering-alliance', 'mobility'] as const satisfies readonly ApiFamily[];

const operationIds = new Set<string>(operations.map(({ id }) => id));

/** Where AT&T takes an operation. */
const address = {
  baseUrl: z.url({ protocol: /^https$/, error: 'must be an https URL' }).optional(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  path: z.string().startsWith('/', 'must start with `/`').optional(),
  bodyMembers: z.record(z.string(), z.string()).optional(),
  /** AT&T’s names for query parameters that the path does not name. */
  queryNames: z.record(z.string(), z.string().min(1)).optional(),
};

/** What a tenant may state of one operation from the contract AT&T gave it. Whatever is left out keeps the product's own value. */
const statementSchema = z.strictObject({
  ...address,
  /** Other addresses, each for calls that give the parameter `by`; the first that fits counts. */
  addresses: z
    .array(z.strictObject({ by: z.string(), ...address, path: address.path.unwrap() }))
    .min(1)
    .optional(),
  credentialHeaders: z
    .strictObject({ clientId: headerName, clientSecret: headerName })
    .refine(
      ({ clientId, clientSecret }) => clientId.toLowerCase() !== clientSecret.toLowerCase(),
      'must be two different headers',
    )
    .optional(),
  ...shapeStatementShape,
  /** Whether your contract says that AT&T answers 429 before it acts. Otherwise the outcome of such a write is unknown. */
  rateLimitsBeforeActing: z.boolean().optional(),
});

const hostnames = z
  .array(z.string().regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'must be a host’s name in lower case, without port'))
  .default([]);
export const hostsSchema = z.strictObject({ uat: hostnames, production: hostnames }).prefault({});

const solutionProvider = z.strictObject({
  /** AT&T’s id of the Solution Provider, e.g. `A-06399x` or `10067`. */
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/, 'must be 1 to 32 letters, digits and hyphens'),
  /** The API families AT&T issued credentials for. */
  families: z.array(z.enum(apiFamilies)).min(1, 'must name at least one API family'),
});

const tenantSchema = z.strictObject({
  /** Names the stacks, the secrets and the metrics: 2 to 20 lower-case letters, digits and hyphens. */
  tenant: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,18}[a-z0-9]$/, 'must be 2 to 20 lower-case letters, digits and hyphens')
    .refine(
      (name) => !/aws|amazon|cognito/.test(name),
      'must not contain `aws`, `amazon` or `cognito`: Cognito refuses',
    ),
  /** Which AT&T this stage talks to. */
  environment: z.enum(['uat', 'production']),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region, e.g. `us-east-1`'),
  solutionProviders: z.array(solutionProvider).min(1, 'must name at least one Solution Provider'),
  bindings: z.record(z.string(), statementSchema).default({}),
  /** Hosts that base URLs may name though they are not named like AT&T’s, by the environment of AT&T’s that they lead to. */
  hosts: hostsSchema,
  /** Tokens of this issuer are accepted instead of those of the stack’s own Cognito user pool. */
  tokenIssuer: z
    .strictObject({
      issuer: httpsUrl,
      jwksUri: httpsUrl,
      audience: asciiText,
      /** The one claim scopes stand in: a text with blanks between, or a list. Default: `scope`, or else `scp`. */
      scopeClaim: z.enum(scopeClaims).optional(),
      /** What the issuer puts before the gateway’s scopes, e.g. `https://gateway.example.com/`. Words without it are none. */
      scopePrefix: z
        .string()
        .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 printable ASCII characters without blanks')
        .optional(),
      /** Whether a token without any claim of scopes may do all its client is granted. Default: it may do nothing. */
      wholeGrantWithoutScope: z.boolean().optional(),
    })
    .optional(),
  /** Whether what is unknown of an order blocks its next step (`strict`) or passes with a warning. */
  workflow: z.enum(['strict', 'advisory']).default('strict'),
  /** How what AT&T works on is followed to its end. */
  polling: z
    .strictObject({
      /** Polls of one Solution Provider’s items that may reach AT&T in a minute. */
      pollsPerMinute: z.int().min(1).max(6_000).default(120),
      /** How long a port-in may take: `simple`, `non-simple`, `wireless` or profiles of your own. The first to run out is when it is due; a person is told of each. */
      portInSla: portInSlaSchema().default(defaultPortInSla),
    })
    .prefault({}),
  /** Whether AT&T may push (docs/pushes.md), and by what it is known. Absent: it may not. */
  pushes: pushesSchema.optional(),
  /** Whether AT&T may answer writes later than a caller can wait (docs/late-answers.md). Absent: what comes later is lost, and found out by reading. */
  lateAnswers: lateAnswersSchema.optional(),
  /** What is asked of changes of who has a line, its number, its messages or its address. */
  sensitiveOperations: sensitiveOperationsSchema,
  /**
   * Whether what a request says of its owner (`spId` and the like) must be the Solution Provider the call is for (`same`), or
   * is left to AT&T (`any`), as for a Distributor whose credentials are good for others as well.
   */
  bodySolutionProvider: z.enum(['same', 'any']).default('same'),
  /**
   * For how many seconds answers to reads of one line or one billing account may be used again (header `Age`), per Solution
   * Provider and function instance; 0: AT&T is always asked. Writes through the gateway end it at once, changes at AT&T do not.
   */
  readCacheSeconds: z.int().min(0).max(60, 'must be at most 60').default(0),
  /** Sent to AT&T in the header `source` when the caller sends none. */
  source: z
    .string()
    .regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 printable ASCII characters')
    .optional(),
  /** How often one client may call whose grant states nothing else. `null`: only `throttling` holds. */
  clientLimits: z
    .strictObject({
      perSecond: clientLimitsSchema().shape.perSecond.default(defaultClientLimits.perSecond),
      perDay: clientLimitsSchema().shape.perDay.default(defaultClientLimits.perDay),
    })
    .nullable()
    .prefault({}),
  /** Whom partners ask whose Solution Provider is disabled or read-only, e.g. an e-mail address. They are told it in problems. */
  contact: z
    .string()
    .regex(/^[\x20-\x7e]{1,100}$/, 'must be 1 to 100 printable ASCII characters')
    .optional(),
  /** Concurrent executions kept for some functions; none unless stated. */
  reservedConcurrency: reservedConcurrencySchema.optional(),
  /** Room for IAM roles in the account. */
  accountRoles: accountRolesSchema,
  /** How often all clients together may call. */
  throttling: z
    .strictObject({ requestsPerSecond: z.int().min(1).max(10_000), burst: z.int().min(1).max(5_000) })
    .default({ requestsPerSecond: 50, burst: 100 }),
  /** For how many days after its final state something is kept, by kind. */
  retention: retentionSchema.prefault({}),
  logRetentionDays: z
    .union([z.literal(30), z.literal(90), z.literal(180), z.literal(365)], 'must be 30, 90, 180 or 365')
    .default(90),
  alarms: alarmsSchema,
  endpoint: endpointSchema,
  /** Pages of which origins a browser lets call (docs/operating.md). Absent: of none. */
  crossOrigin: crossOriginSchema.optional(),
});

/** As much of a file as mistakes across its members can be seen in, however wrong the rest is. */
const outline = z.looseObject({
  bindings: z.record(z.string(), z.unknown()).catch({}),
  pushes: z.unknown().optional(),
  solutionProviders: z.array(z.looseObject({ id: z.unknown() }).catch({ id: undefined })).catch([]),
});

const pushing = z.looseObject({ push: z.looseObject({}) });

const crossMistakes = (value: unknown): string[] => {
  const { bindings, pushes, solutionProviders } = outline.catch({ bindings: {}, solutionProviders: [] }).parse(value);
  const ids = solutionProviders.map(({ id }) => id);
  return [
    ...Object.keys(bindings)
      .filter((id) => !operationIds.has(id))
      .map((id) => `bindings.${id}: is not an operation`),
    ...Object.entries(bindings).flatMap(([id, one]) =>
      pushes === undefined && pushing.safeParse(one).success
        ? [`bindings.${id}.push: nobody receives it; state \`pushes\` as well (docs/pushes.md)`]
        : [],
    ),
    ...ids.flatMap((id, index) =>
      id !== undefined && ids.indexOf(id) < index ? [`solutionProviders.${index}.id: is listed twice`] : [],
    ),
  ];
};

/** Of alternatives that nothing is said of together, the one speaks that the value comes nearest to. */
const nearestBranch = (issue: z.core.$ZodIssue): z.core.$ZodIssue[] => {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0 || issue.message !== 'Invalid input') return [issue];
  const [nearest = []] = issue.errors
    .map((errors) => errors.map((error) => ({ ...error, path: [...issue.path, ...error.path] })))
    .toSorted((a, b) => depthOf(b) - depthOf(a));
  return nearest.flatMap(nearestBranch);
};

const depthOf = (issues: readonly z.core.$ZodIssue[]): number => Math.max(0, ...issues.map(({ path }) => path.length));

/** One partner company’s deployment, checked and with defaults filled in. */
export type Tenant = z.output<typeof tenantSchema> & {
  /** By operation: the file of its own that its statement stands in. */
  statedIn?: StatedIn;
};
export type TenantInput = z.input<typeof tenantSchema>;

/** Types a tenant file while it is written; the checks run when it is loaded. */
export const defineTenant = (tenant: TenantInput): TenantInput => tenant;

/** The tenant’s value with the statements that stand in files of their own. */
const joined = (value: unknown, files: ContractFiles): unknown => {
  const { bindings } = outline.catch({ bindings: {}, solutionProviders: [] }).parse(value);
  const stated = Object.fromEntries([...files].map(([id, file]) => [id, file.value]));
  return typeof value === 'object' && files.size > 0 ? { ...value, bindings: { ...bindings, ...stated } } : value;
};

const statedTwice = (value: unknown, files: ContractFiles): string[] => {
  const { bindings } = outline.catch({ bindings: {}, solutionProviders: [] }).parse(value);
  return [...files].flatMap(([id, { file }]) =>
    Object.hasOwn(bindings, id) ? [`bindings.${id}: is stated in ${file} as well; keep one of the two`] : [],
  );
};

/** @throws ConfigurationMistake listing every mistake of the file, and of those of its contract, as `path: reason` */
export const parseTenant = (own: unknown, file: string, contract: ContractFiles = new Map()): Tenant => {
  const places = statedIn(contract);
  const value = joined(own, contract);
  const result = tenantSchema.safeParse(value);
  const issues = result.error?.issues.flatMap(nearestBranch) ?? [];
  const mistakes = [
    ...issues.map(({ path, message }) => `${path.join('.') || '(the whole file)'}: ${message}`),
    ...crossMistakes(value),
    ...elsewhere(value),
    ...pagesOutOfPlace(value),
  ].map((mistake) => inItsFile(mistake, places));
  mistakes.push(...statedTwice(own, contract));
  if (result.success && mistakes.length === 0)
    return contract.size === 0 ? result.data : { ...result.data, statedIn: places };
  throw new ConfigurationMistake(`${file} is not a valid tenant:\n${mistakes.map((line) => `  ${line}`).join('\n')}`);
};
