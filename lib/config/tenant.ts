import * as z from 'zod';
import type { ApiFamily } from '#operations/define-operation';
import { operations } from '#operations/registry';
import { ConfigurationMistake } from './configuration-mistake';

const families = ['ordering-apex', 'ordering-alliance', 'mobility'] as const satisfies readonly ApiFamily[];

const operationIds = new Set<string>(operations.map(({ id }) => id));

const pointer = z.string().startsWith('/', 'must be a JSON pointer, starting with `/`');

const headerName = z.string().regex(/^[\w-]{1,64}$/, 'must be a header name');

/** What a tenant may state about one operation's address at AT&T. Whatever is left out keeps the product's own value. */
const bindingOverride = z.strictObject({
  baseUrl: z.url({ protocol: /^https$/, error: 'must be an https URL' }).optional(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  path: z.string().startsWith('/', 'must start with `/`').optional(),
  credentialHeaders: z.strictObject({ clientId: headerName, clientSecret: headerName }).optional(),
  bodyMembers: z.record(z.string(), z.string()).optional(),
  idAt: pointer.optional(),
  statusAt: pointer.optional(),
});

const solutionProvider = z.strictObject({
  /** AT&T’s id of the Solution Provider, e.g. `A-06399x` or `10067`. */
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/, 'must be 1 to 32 letters, digits and hyphens'),
  /** The API families AT&T issued credentials for. */
  families: z.array(z.enum(families)).min(1, 'must name at least one API family'),
});

const tenantSchema = z
  .strictObject({
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
    bindings: z.record(z.string(), bindingOverride).default({}),
    /** Tokens of this issuer are accepted instead of those of the stack’s own Cognito user pool. */
    tokenIssuer: z
      .strictObject({
        issuer: z.url({ protocol: /^https$/, error: 'must be an https URL' }),
        jwksUri: z.url({ protocol: /^https$/, error: 'must be an https URL' }),
        audience: z.string().min(1),
      })
      .optional(),
    /** Sent to AT&T in the header `source` when the caller sends none. */
    source: z
      .string()
      .regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 printable ASCII characters')
      .optional(),
    throttling: z
      .strictObject({ requestsPerSecond: z.int().min(1).max(10_000), burst: z.int().min(1).max(5_000) })
      .default({ requestsPerSecond: 50, burst: 100 }),
    logRetentionDays: z.union([z.literal(30), z.literal(90), z.literal(180), z.literal(365)]).default(90),
    /** Where alarms go. */
    alarms: z.strictObject({ emails: z.array(z.email()).default([]) }).default({ emails: [] }),
  })
  .superRefine(({ bindings, solutionProviders }, context) => {
    for (const id of Object.keys(bindings)) {
      if (!operationIds.has(id))
        context.addIssue({ code: 'custom', path: ['bindings', id], message: 'is not an operation' });
    }
    solutionProviders.forEach(({ id }, index) => {
      if (solutionProviders.findIndex((other) => other.id === id) < index) {
        context.addIssue({ code: 'custom', path: ['solutionProviders', index, 'id'], message: 'is listed twice' });
      }
    });
  });

/** One partner company’s deployment, checked and with defaults filled in. */
export type Tenant = z.output<typeof tenantSchema>;
export type TenantInput = z.input<typeof tenantSchema>;

/** Types a tenant file while it is written; the checks run when it is loaded. */
export const defineTenant = (tenant: TenantInput): TenantInput => tenant;

/** @throws ConfigurationMistake listing every mistake of the file as `path: reason` */
export const parseTenant = (value: unknown, file: string): Tenant => {
  const result = tenantSchema.safeParse(value);
  if (result.success) return result.data;
  const mistakes = result.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || '(the whole file)'}: ${message}`,
  );
  throw new ConfigurationMistake(`${file} is not a valid tenant:\n${mistakes.join('\n')}`);
};
