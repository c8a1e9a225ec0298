import * as z from 'zod';

/** How many ended in which way. */
export const reportSchema = z.record(z.string(), z.int());

/** A line for each way; nothing where there was none. */
export const inWords = (report: z.output<typeof reportSchema>): string =>
  Object.entries(report)
    .map(([outcome, count]) => `${outcome}: ${count}`)
    .join('\n');
