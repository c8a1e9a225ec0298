import * as z from 'zod';
import type { TimelinePage } from '#tracking/timeline';

/** The part of a timeline in a view, and where to go on from it. */
export const timelineViewSchema = <E extends z.ZodType>(entry: E) => ({
  timeline: z.array(entry).describe('The newest 50 entries, or those before the one asked for; oldest first.'),
  earlierEntries: z
    .string()
    .describe('Address of the same with the 50 entries before these; absent when there are none.')
    .optional(),
});

/** Parameters of a view that has a part of a timeline. */
export const timelineQuery = z.object({
  timelineBefore: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a whole number from 1')
    .describe('Shows the 50 entries of the timeline before this one, counted from 1: follow `earlierEntries`.')
    .optional(),
});

/** @param path address of what the timeline is of */
export const timelineView = <E>({ entries, first }: TimelinePage<E>, path: string) => ({
  timeline: [...entries],
  ...(first > 1 && entries.length > 0 && { earlierEntries: `${path}?timelineBefore=${first}` }),
});
