import * as z from 'zod';
import { lines } from '#platform/table/keys';
import type { Key } from '#platform/table/table';
import { lineStatuses } from '#domain/mobility/line-status';
import { finalOutcomes } from '#requests/request-outcome';

/** Somebody asked for something; with what came of it once that is known and of interest. */
const entrySchema = z.object({
  at: z.iso.datetime(),
  operation: z.string(),
  requestId: z.string(),
  by: z.string(),
  /** Who asked at the partner’s, and why, in its words. */
  actor: z.string().optional(),
  purpose: z.string().optional(),
  /** Status the change leads to; `unknown` when it takes effect later. */
  to: z.enum([...lineStatuses, 'unknown']).optional(),
  outcome: z.enum(finalOutcomes).optional(),
});
export type LineEntry = z.output<typeof entrySchema>;

/** What is known of a line: its status, from our own changes or as AT&T showed it, and who asked for sensitive changes. */
export const lineItemSchema = z.object({
  solutionProvider: z.string(),
  subscriberNumber: z.string(),
  status: z.enum([...lineStatuses, 'unknown']).optional(),
  /** When it was so. */
  statusAt: z.iso.datetime().optional(),
  cancelledAt: z.iso.datetime().optional(),
  updatedAt: z.iso.datetime(),
  timeline: z.array(entrySchema).default([]),
});
export type LineItem = z.output<typeof lineItemSchema>;

export const lineKey = (solutionProvider: string, subscriberNumber: string): Key =>
  lines.key.of({ solutionProvider, subscriberNumber });
