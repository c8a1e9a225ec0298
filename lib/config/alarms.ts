import * as z from 'zod';
import { httpsUrl } from './ascii';

/** Where alarms go, all of it each time, and when one rings. */
export const alarmsSchema = z
  .strictObject({
    /** Each has to confirm a message once. */
    emails: z.array(z.email()).default([]),
    /**
     * Addresses that SNS posts to; each has to confirm a message once. They stand in the template for everybody to read who may see
     * it: where one carries a key, subscribe it to a topic by hand and name that in `topics`.
     */
    urls: z
      .array(
        httpsUrl.refine(
          (url) => !URL.canParse(url) || new URL(url).username === '',
          'must not carry a user or a password',
        ),
      )
      .default([]),
    /** Topics of SNS that are there already, e.g. a pager’s. */
    topics: z
      .array(
        z
          .string()
          .regex(/^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/, 'must be the ARN of a topic without `.fifo`'),
      )
      // CloudWatch takes five actions, and the stack’s own topic is one.
      .max(4, 'must be at most 4: an alarm has room for five, and the stack’s own topic is one')
      .default([]),
    /** For how many days a pair of AT&T’s credentials may stay as it is before people are told. */
    credentialsDays: z.int().min(1).max(3_650).default(365),
  })
  .prefault({});
