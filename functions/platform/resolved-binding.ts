import * as z from 'zod';

/** What a deployment talks to. */
export const environments = ['simulator', 'uat', 'production'] as const;

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
  /** Whether the contract says that a request answered 429 was not acted on. */
  rateLimitsBeforeActing: z.boolean().optional(),
});
export type ResolvedBinding = z.infer<typeof resolvedBindingSchema>;
