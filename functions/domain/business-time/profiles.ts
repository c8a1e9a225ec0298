import * as z from 'zod';
import { whenUsed } from '#domain/when-used';

/** `13:00`, on the wall clock of the place the number is in. */
const clock = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const businessDays = () =>
  z.strictObject({
    counts: z.literal('business-days'),
    /** A request after this time counts as made on the next business day. */
    cutOff: clock(),
    /** Business days after the one the request counts for, at the end of which (midnight) it is due. */
    days: z.int().min(0).max(60),
  });

const hours = () =>
  z
    .strictObject({
      counts: z.literal('hours'),
      hours: z.number().positive().max(1_000),
      /** Hours of the day that count; absent: all of them. */
      opens: clock().optional(),
      closes: clock().optional(),
    })
    .refine(({ opens = '00:00', closes }) => closes === undefined || opens < closes, 'must open before it closes');

/** How long a port may take. */
export const slaProfileSchema = whenUsed(() => z.union([businessDays(), hours()]));
export type SlaProfile = z.output<ReturnType<typeof slaProfileSchema>>;

/**
 * FCC 47 CFR 52.35. Simple, (a): a request that is there by 1 p.m. local time of a business day is ready to be activated at
 * midnight of the same day; a later one counts as received on the next business day. Non-simple, (d): within four business
 * days; no cut-off but the end of the business day at 5 p.m., and counted from the day after, because the old carrier has the
 * first for its confirmation. Local time is the predominant one of the number’s NPAC region, (e)(2). A carrier’s own
 * holidays are not known, so only federal ones are left out.
 * Wireless to wireless is no matter of the rule; carriers agreed on 2.5 hours, which count by day.
 */
export const slaProfiles = {
  simple: { counts: 'business-days', cutOff: '13:00', days: 0 },
  'non-simple': { counts: 'business-days', cutOff: '17:00', days: 4 },
  wireless: { counts: 'hours', hours: 2.5, opens: '08:00', closes: '20:00' },
} as const satisfies Record<string, SlaProfile>;
