import type * as z from 'zod';

/** Whether a schema, one that waits for nothing, takes a value. `safeParse` makes a copy’s result and an error of it besides. */
export const isTaken = (schema: z.ZodType, value: unknown): boolean => {
  const result = schema._zod.run({ value, issues: [] }, { async: false });
  return !(result instanceof Promise) && result.issues.length === 0;
};
