import * as z from 'zod';

/** What a deployment talks to. */
export const environments = ['simulator', 'uat', 'production'] as const;

const address = {
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: z.string().startsWith('/'),
  bodyMembers: z.record(z.string(), z.string()).optional(),
  /** AT&T’s names for query parameters. */
  queryNames: z.record(z.string(), z.string()).optional(),
};
const baseUrl = z.url({ protocol: /^https?$/ });

/** Where one operation is served in this deployment: its binding after the tenant's overrides. */
export const resolvedBindingSchema = z.object({
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
export type ResolvedBinding = z.infer<typeof resolvedBindingSchema>;
