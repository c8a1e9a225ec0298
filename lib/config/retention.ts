import * as z from 'zod';

/** As long as a write's record answers its repeats: what it made is not forgotten before. */
const leastDays = 30;
const mostDays = 3_650;
const usualDays = 730;

const days = (least: number, usual: number) => z.int().min(least).max(mostDays).default(usual);

/**
 * For how many days after its final state something is kept, by kind; `npx gateway retention apply` erases what is older. What has not
 * ended is kept. Records stay without content until they expire, 30 days after their end, so that no repeat reaches AT&T.
 */
export const retentionSchema = z.strictObject({
  /** After an order is completed or cancelled. */
  orders: days(leastDays, usualDays),
  portIns: days(leastDays, usualDays),
  activations: days(leastDays, usualDays),
  pdpProvisionings: days(leastDays, usualDays),
  /** After the line was cancelled. */
  lines: days(leastDays, usualDays),
  /** What was asked and answered; the record itself is kept for 30 days. */
  requestContents: days(1, leastDays),
});
export type Retention = z.output<typeof retentionSchema>;
