import * as z from 'zod';

const text = z.string();

/** What every contender of a read checks: the lookup’s body. */
export const lookupSchema = z.looseObject({
  accountName: text,
  address: z.looseObject({
    street: text.optional(),
    city: text.optional(),
    state: text.optional(),
    country: text.optional(),
    zipCode: text.optional(),
  }),
});

const person = z.looseObject({
  type: text,
  firstName: text,
  lastName: text,
  email: z.email(),
  street: text,
  city: text,
  state: text,
  zip: text,
});

/** What every contender of a write checks: the order’s body. */
export const orderSchema = z.looseObject({
  quoteId: text,
  'checkT&C': z.boolean().optional(),
  contacts: z.looseObject({
    contactDetails: z.looseObject({ primary: person.optional(), alternate: person.optional() }),
  }),
});

export const createdOrderSchema = z.looseObject({ status: text, orderId: text });

export const secretSchema = z.object({ current: z.object({ clientId: text, clientSecret: text }) });

const environment = z
  .object({ BENCH_UPSTREAM: z.url(), BENCH_SECRET_ID: text, BENCH_CLIENT_ID: text, BENCH_CLIENT_SECRET: text })
  .transform((env) => ({
    upstream: env.BENCH_UPSTREAM,
    secretId: env.BENCH_SECRET_ID,
    credentials: { client_id: env.BENCH_CLIENT_ID, client_secret: env.BENCH_CLIENT_SECRET },
  }));

export const benchSettings = (): z.output<typeof environment> => environment.parse(process.env);
