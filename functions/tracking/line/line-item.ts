import * as z from 'zod';
import { timestampOf } from '#domain/timestamp';
import { labelShape } from '#domain/labels';
import { lines } from '#platform/table/keys';
import type { Key } from '#platform/table/table';
import { lineStatuses } from '#domain/mobility/line-status';
import type { LineDevice } from '#domain/mobility/line-device';
import { sensitiveChangeNames } from '#domain/mobility/sensitive-changes';
import { finalOutcomes } from '#requests/request-outcome';

/** What tells a device, SIM or eSIM apart, as far as it is kept: the last four digits. */
const lastDigits = z.string().max(4).optional();
const deviceSchema = z.strictObject({ imei: lastDigits, sim: lastDigits, eid: lastDigits } satisfies Record<
  LineDevice,
  z.ZodType
>);
export type KnownDevice = z.output<typeof deviceSchema>;

/** Somebody asked for something; with what came of it once that is known and of interest. */
export const entrySchema = z.object({
  at: z.iso.datetime(),
  operation: z.string(),
  requestId: z.string(),
  by: z.string(),
  /** Who asked at the partner’s, and why, in its words. */
  actor: z.string().optional(),
  purpose: z.string().optional(),
  ...labelShape,
  /** Status the change leads to; `unknown` when it takes effect later. */
  to: z.enum([...lineStatuses, 'unknown']).optional(),
  outcome: z.enum(finalOutcomes).optional(),
  /** Of a sensitive change: what it changes. */
  change: z.enum(sensitiveChangeNames).optional(),
  /** The device, SIM or eSIM that was asked for. */
  device: deviceSchema.optional(),
  /** Of a sensitive change that is known to have been made: since when that is known, what was before and after, as far as known, and which of the line’s it is. */
  made: z
    .object({
      at: z.iso.datetime(),
      sequence: z.int(),
      before: z.string().optional(),
      after: z.string().optional(),
    })
    .optional(),
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
  /** As AT&T showed it, or took it last. */
  device: deviceSchema.optional(),
  /** The number the line was given instead of this one, and when. */
  laterNumber: z.object({ subscriberNumber: z.string(), at: z.iso.datetime() }).optional(),
  /** Sensitive changes that are known to have been made: so many events it has. */
  changesMade: z.int().default(0),
  /** Grows with every change of the item. */
  revision: z.int().default(0),
  updatedAt: z.iso.datetime(),
  timeline: z.array(entrySchema).default([]),
  /** Of one of which nothing is known: when it ends, in seconds since the epoch. */
  expiresAt: z.int().optional(),
});
export type LineItem = z.output<typeof lineItemSchema>;

export const lineKey = (solutionProvider: string, subscriberNumber: string): Key =>
  lines.key.of({ solutionProvider, subscriberNumber });

/** Whose request’s outcome the line waits for. */
export const isUndecided = ({ to, change, outcome }: LineEntry): boolean =>
  (to !== undefined || change !== undefined) && outcome === undefined;

/** Whether nothing is known of a line but that somebody asked for something of that number, of which nothing came. */
export const isUnconfirmed = ({ status, device, laterNumber, changesMade, timeline }: LineItem): boolean =>
  (status ?? device ?? laterNumber) === undefined && changesMade === 0 && !timeline.some(isUndecided);

/** When a line ends that is unconfirmed, in seconds since the epoch. */
export const endOf = (line: LineItem): number | undefined =>
  isUnconfirmed(line) ? lines.lifetime.expiresAt(Date.parse(line.updatedAt)) : undefined;

/** As much of what identifies a device as is kept and shown. */
export const lastFour = (identifier: string): string => identifier.slice(-4);

/** AT&T makes a change so long after it was asked for, at the latest; what it shows until then can be from before. */
const underWayMs = 60_000;

/** When a change was made, or by when it must have been. @param finishedAt when it became known that it was */
export const madeBy = ({ at }: Pick<LineEntry, 'at'>, finishedAt: string | undefined): string => {
  const latest = timestampOf(Date.parse(at) + underWayMs);
  return finishedAt === undefined || finishedAt > latest ? latest : finishedAt;
};

/** Of one and the same entry the same, wherever it stands. */
export const identityOf = ({ at, requestId }: Pick<LineEntry, 'at' | 'requestId'>): string => `${at}#${requestId}`;
