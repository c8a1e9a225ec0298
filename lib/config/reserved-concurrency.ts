import * as z from 'zod';

/** AWS leaves so many to functions that have none of their own, and refuses to reserve more. */
export const leastUnreserved = 100;

/** Concurrent executions of functions that others wait for, by the function’s name, unless stated otherwise. */
export const functionsSchema = z.strictObject({
  /** Waited for by every call: as many as the usual `throttling.burst` lets begin at once. */
  authorizer: z.int().min(1).default(100),
  'event-publisher': z.int().min(1).default(10),
  /** No fewer than the queue hands out at the same time: what is refused ends among the dead letters. */
  'webhook-sender': z.int().min(20, 'must be at least 20').default(20),
  'status-poller': z.int().min(1).default(10),
  /** Waited for by every caller of a read that shows something new. */
  'sighting-keeper': z.int().min(1).default(10),
  'bulk-writer': z.int().min(1).default(10),
  reconciler: z.int().min(1).default(2),
  'poller-sweep': z.int().min(1).default(2),
  /** Nobody waits for it; none unless stated. */
  'drift-report': z.int().min(1).optional(),
  /** Where AT&T may push; none unless stated. */
  'push-receiver': z.int().min(1).optional(),
  'push-applier': z.int().min(1).optional(),
});

/**
 * What is reserved is kept for a function, and is the most it gets. A new account may have 10 in all, and cannot reserve any:
 * ask for more at Service Quotas first.
 */
export const reservedConcurrencySchema = z
  .strictObject({
    /** The account’s `Concurrent executions` in the region, as Service Quotas has them. */
    accountLimit: z.int().min(1),
    /** What others reserve in the same account and region, other tenants among them. */
    reservedByOthers: z.int().min(0).default(0),
    functions: functionsSchema.prefault({}),
  })
  .superRefine(({ accountLimit, reservedByOthers, functions }, context) => {
    const reserved = Object.values(functions).reduce<number>((sum, one = 0) => sum + one, reservedByOthers);
    if (reserved + leastUnreserved <= accountLimit) return;
    context.addIssue({
      code: 'custom',
      path: ['accountLimit'],
      message: `must be at least ${reserved + leastUnreserved}: ${reserved} are reserved, and AWS leaves ${leastUnreserved} to nobody in particular`,
    });
  });

/** Concurrent executions reserved for a function; undefined where it takes part in what is left. */
export const reservedFor = (
  name: string,
  reserved: z.output<typeof reservedConcurrencySchema> | undefined,
): number | undefined => Object.entries(reserved?.functions ?? {}).find(([known]) => known === name)?.[1];
