import * as z from 'zod';
import { longRunningKinds } from '#domain/mobility/observation';
import { driftFindings } from '#platform/table/keys';
import type { Item } from '#platform/table/table';

/** What is compared, in the order in which it is gone through. */
export const comparedThings = [...longRunningKinds, 'order', 'line'] as const;
export type ComparedThing = (typeof comparedThings)[number];

/**
 * `unknown-here`: AT&T has it, and nothing is known of it. `unknown-at-att`: the other way round. `state-differs`: it stands
 * otherwise at AT&T, and nobody is about to ask. `reopened`: it had ended, and AT&T says that it goes on, or ended otherwise.
 * `members-differ`: it stands alike, and dates, numbers or devices of it do not.
 */
export const differenceKinds = [
  'unknown-here',
  'unknown-at-att',
  'state-differs',
  'reopened',
  'members-differ',
] as const;

/** What differs of one thing. Of members the names alone: what they say may be personal. */
export const foundSchema = z.object({
  what: z.enum(differenceKinds),
  of: z.enum(comparedThings),
  /** By which we know it: the quote of an order, the number of a line, else AT&T’s id. */
  id: z.string(),
  /** The operation that shows it, and the id that it was asked by. */
  readBy: z.string(),
  readId: z.string(),
  /** Our word for how it stands, and AT&T’s. */
  here: z.string().optional(),
  att: z.string().optional(),
  members: z.array(z.string()).optional(),
  /** Whether what AT&T shows is known beside what it contradicts, and the partner was told of it. */
  isTakenIn: z.literal(true).optional(),
});
export type Found = z.output<typeof foundSchema>;

/** As it is kept and told. */
export const differenceSchema = foundSchema.extend({
  solutionProvider: z.string(),
  seenAt: z.iso.datetime(),
});
export type Difference = z.output<typeof differenceSchema>;

/** The item of a difference. @param startedAt when what found it began */
export const differenceItem = (difference: Difference, startedAt: string): Item => ({
  ...driftFindings.key.of({ ...difference, startedAt }),
  ...difference,
  expiresAt: driftFindings.lifetime.expiresAt(Date.parse(startedAt)),
});

/** What is common to everything that is found of a thing by a read. */
export type Looked = Pick<Found, 'of' | 'id' | 'readBy' | 'readId'>;
