/** Statuses of a line, in AT&T’s overview’s words. */
export const lineStatuses = ['active', 'suspended', 'cancelled'] as const;
export type LineStatus = (typeof lineStatuses)[number];

/** A line can be restored for this long after its cancellation. */
export const restorableDays = 60;

/** Our status for AT&T’s word; undefined for one nobody knows. */
export const lineStatusOf = (word: string | undefined): LineStatus | undefined => {
  const plain = word?.trim().toLowerCase().replace('canceled', 'cancelled');
  return lineStatuses.find((status) => status === plain);
};
