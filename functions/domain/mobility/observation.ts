import * as z from 'zod';

/** What AT&T works on after it has answered, and the gateway follows to its end. */
export const longRunningKinds = ['port-in', 'service-activation', 'pdp-provisioning'] as const;
export type LongRunningKind = (typeof longRunningKinds)[number];

const reason = z.object({ code: z.string().optional(), text: z.string().optional() });

/** What one answer of AT&T’s shows of a tracked item. */
export const observationSchema = z.object({
  /** When it was seen. */
  at: z.iso.datetime(),
  /** AT&T’s status word as it is. */
  status: z.string().optional(),
  /** Our state for that word; absent for a word nobody knows. */
  state: z.string().optional(),
  /** The reason AT&T answered. */
  reason: reason.optional(),
  /** Dates, numbers and lines, by our names. */
  details: z.record(z.string(), z.unknown()),
});
export type Observation = z.output<typeof observationSchema>;

/** What the answer to a write tells of a tracked item; kept on the write’s record until the item has taken it in. */
export const longRunningUpdateSchema = z.object({
  kind: z.enum(longRunningKinds),
  /** AT&T’s id of the item. */
  id: z.string(),
  observation: observationSchema,
});
export type LongRunningUpdate = z.output<typeof longRunningUpdateSchema>;

const longestText = 300;

/** A word of four characters or more with a digit in it: what a PIN or an account number quoted by AT&T looks like. */
const numberLike = /(?<!\S)(?=\S*\d)\S{4,}/g;

/** AT&T’s free text as it may be stored: it can quote the PIN or the account number that was refused. */
export const storableText = (text: string): string => text.slice(0, longestText).replaceAll(numberLike, '[number]');

/** A code as it is; anything that is not shaped like one is treated as text. */
export const storableCode = (code: string): string =>
  /^[A-Za-z][\w.:-]{0,63}$|^\d{1,4}$/.test(code) ? code : storableText(code);
