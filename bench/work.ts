import * as z from 'zod';

/** What every contender checks: the lookup’s body. */
export const requestSchema = z.looseObject({
  accountName: z.string(),
  address: z.looseObject({
    street: z.string().optional(),
    city: z.string().optional(),
    state: z.string().optional(),
    country: z.string().optional(),
    zipCode: z.string().optional(),
  }),
});

const environment = z
  .object({
    BENCH_UPSTREAM: z.url(),
    BENCH_SECRET_ID: z.string(),
    BENCH_CLIENT_ID: z.string(),
    BENCH_CLIENT_SECRET: z.string(),
  })
  .transform((env) => ({
    upstream: env.BENCH_UPSTREAM,
    secretId: env.BENCH_SECRET_ID,
    clientId: env.BENCH_CLIENT_ID,
    clientSecret: env.BENCH_CLIENT_SECRET,
  }));

export const benchSettings = (): z.output<typeof environment> => environment.parse(process.env);
