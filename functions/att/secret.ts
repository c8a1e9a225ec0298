import * as z from 'zod';

/** What can stand in a header; at least 8 characters, so that taking it out of a text does not take out words. */
const headerValue = z
  .string()
  .regex(/^[\x21-\x7e]{8,256}$/, 'must be 8 to 256 printable ASCII characters without spaces');

export const credentialsSchema = z.object({ clientId: headerValue, clientSecret: headerValue });

/** The pair AT&T issues to one Solution Provider for one API family. */
export type Credentials = z.infer<typeof credentialsSchema>;

/**
 * What a secret holds: the pair in use and, while AT&T is changing it, the one to come. Where it says which of AT&T’s
 * environments it is for, it is used for no other.
 */
export const secretSchema = z.object({
  current: credentialsSchema,
  next: credentialsSchema.optional(),
  environment: z.enum(['uat', 'production']).optional(),
});
export type CredentialSecret = z.infer<typeof secretSchema>;

/** Name of the secret of one Solution Provider and API family. */
export const secretName = (prefix: string, solutionProvider: string, family: string): string =>
  `${prefix}/${solutionProvider}/${family}`;
