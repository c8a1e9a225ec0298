import * as z from 'zod';
import { whenUsed } from '#domain/when-used';

/** As many as a tenant may let through. */
export const mostLimitedChanges = 20;

/** How many changes by which a line can be taken over one number may have within so many hours; `off`: any. */
export const lineChangeLimitSchema = whenUsed(() =>
  z.union([
    z.literal('off'),
    z.strictObject({ changes: z.int().min(1).max(mostLimitedChanges), hours: z.int().min(1).max(168) }),
  ]),
);
export type LineChangeLimit = z.output<ReturnType<typeof lineChangeLimitSchema>>;

/** What holds where a tenant states nothing: customers are at AT&T’s production alone. */
export const defaultLineChangeLimit = (environment: string): LineChangeLimit =>
  environment === 'production' ? { changes: 3, hours: 24 } : 'off';
