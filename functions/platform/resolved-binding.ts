import * as z from 'zod';
import { whenUsed } from '#domain/when-used';

/** What a deployment talks to. */
export const environments = ['simulator', 'uat', 'production'] as const;

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const resolvedBindingSchema = whenUsed(() => {
  const address = {
    method: z.enum(methods),
    path: z.string().startsWith('/'),
    bodyMembers: z.record(z.string(), z.string()).optional(),
    /** AT&T’s names for query parameters. */
    queryNames: z.record(z.string(), z.string()).optional(),
  };
  const baseUrl = z.url({ protocol: /^https?$/ });
  return z.object({
    /** Absent: something of AT&T's contract is neither public nor stated by the tenant, so the operation answers `operation-not-bound`. */
    baseUrl: baseUrl.optional(),
    ...address,
    /** Of calls that give a parameter; the first that fits counts. */
    addresses: z.array(z.object({ by: z.string(), baseUrl, ...address })).optional(),
    credentialHeaders: z.object({ clientId: z.string(), clientSecret: z.string() }),
    /** Settings the tenant would have to fill in. */
    missing: z.array(z.string()).optional(),
    /** Whether the contract says that a request answered 429 was not acted on. */
    rateLimitsBeforeActing: z.boolean().optional(),
  });
});

/** Where one operation is served in this deployment: its binding after the tenant's overrides. */
export type ResolvedBinding = z.infer<ReturnType<typeof resolvedBindingSchema>>;

export const resolvedBindingsSchema = () => z.record(z.string(), resolvedBindingSchema());

/**
 * Whether the schema would take something as it is, for the bindings most functions have; false says nothing.
 * A function of those does not make the schema at its start.
 */
export const arePlainBindings = (value: unknown): value is Record<string, ResolvedBinding> =>
  isObject(value) && Object.values(value).every(isPlainBinding);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string';

const areTexts = (value: unknown): boolean => isObject(value) && Object.values(value).every(isText);

const required: Readonly<Record<string, (value: unknown) => boolean>> = {
  method: (value) => methods.some((method) => method === value),
  path: (value) => isText(value) && value.startsWith('/'),
  credentialHeaders: (value) =>
    areTexts(value) &&
    Object.keys(value as object)
      .toSorted()
      .join(' ') === 'clientId clientSecret',
};

const plain: typeof required = {
  ...required,
  baseUrl: (value) => isText(value) && /^https?:\/\/[\w.:/-]+$/.test(value) && URL.canParse(value),
  bodyMembers: areTexts,
  queryNames: areTexts,
  rateLimitsBeforeActing: (value) => typeof value === 'boolean',
};

const isPlainBinding = (value: unknown): boolean =>
  isObject(value) &&
  Object.keys(required).every((name) => name in value) &&
  Object.entries(value).every(([name, member]) => Object.hasOwn(plain, name) && plain[name]?.(member) === true);
