import * as z from 'zod';
import type { Item } from '#platform/table/table';
import { finalOutcomes, isFinalOutcome } from '#requests/request-outcome';
import type { WaitingItem } from '#tracking/apply-outcome';

const recordImage = z.object({
  requestId: z.string(),
  outcome: z.enum(finalOutcomes),
  tracked: z.object({ pk: z.string(), sk: z.string() }),
});

/** The item that waits for a record whose outcome has just become known. */
export const waitingItem = (before: Item | undefined, after: Item): WaitingItem | undefined => {
  const record = recordImage.safeParse(after).data;
  if (!record || isFinalOutcome(before?.['outcome'])) return undefined;
  return { key: record.tracked, requestId: record.requestId };
};
