import * as z from 'zod';
import type { LinkPlaces } from '#domain/links';
import { sensitiveChangeNames } from '#domain/mobility/sensitive-changes';
import { finalOutcomes } from '#requests/request-outcome';
import type { FormerNumber, HistoryPlace } from '#tracking/line/line-history';
import { identityOf, lineItemSchema, type LineEntry, type LineItem } from '#tracking/line/line-item';
import type { LineStore } from '#tracking/line/line-store';

const { status, statusAt, cancelledAt, device, updatedAt } = lineItemSchema.shape;

const entryViewSchema = z.object({
  at: z.iso.datetime().describe('When it was asked for.'),
  operation: z.string(),
  change: z.enum(sensitiveChangeNames).describe('What it changes; absent where it is not sensitive.').optional(),
  request: z.string().describe('Address of its request.'),
  by: z.string().describe('The client that called.'),
  actor: z.string().describe('`x-actor`: who asked, in the partner’s words.').optional(),
  reason: z.string().describe('`x-reason`: why, in the partner’s words.').optional(),
  outcome: z.enum(finalOutcomes).describe('Absent as long as nobody knows.').optional(),
  madeAt: z.iso.datetime().describe('Since when it is known that AT&T took it.').optional(),
  before: z.string().describe('What was there before, as far as known. Of devices the last four digits.').optional(),
  after: z.string().describe('What is there since; as `before`.').optional(),
});

/** A line as it is shown. */
export const lineViewSchema = z.object({
  subscriberNumber: z.string(),
  solutionProvider: z.string(),
  status: status.describe('As AT&T showed it or changes through the gateway have led to; absent when not known.'),
  statusAt,
  cancelledAt,
  device: device.describe('The last four digits of IMEI, SIM and EID, as far as known.'),
  updatedAt,
  formerNumber: z
    .object({ subscriberNumber: z.string(), until: z.iso.datetime(), line: z.string() })
    .describe('The number the line had before, with the history until then.')
    .optional(),
  laterNumber: z
    .object({ subscriberNumber: z.string(), since: z.iso.datetime(), line: z.string() })
    .describe('The number the line got instead. What was asked for after that is of another line.')
    .optional(),
  history: z.array(entryViewSchema).describe('Newest first.'),
  nextCursor: z.string().optional(),
});

/** Where links stand in it. */
export const lineLinks: LinkPlaces = ['/formerNumber/line', '/laterNumber/line', '/history/*/request'];

/** A page of what a line was asked for, newest first. */
export interface HistoryPage {
  entries: readonly LineEntry[];
  /** Where to go on, as long as there is more. */
  next?: HistoryPlace;
}

/** The newest stand in the line’s item, older ones beside it; one whose outcome nobody knows stays in the item. */
export const historyPage = async (
  lines: Pick<LineStore, 'older' | 'outcomeOf'>,
  line: LineItem,
  limit: number,
  before: HistoryPlace | undefined,
): Promise<HistoryPage> => {
  const own = line.timeline.filter((entry) => before === undefined || identityOf(entry) < identityOf(before));
  const both = [...(await lines.older(line, limit + 1, before)), ...own];
  const distinct = new Map(both.toReversed().map((entry) => [identityOf(entry), entry]));
  const sorted = [...distinct].toSorted(([a], [b]) => (a < b ? 1 : -1)).map(([, entry]) => entry);
  const page = await Promise.all(
    sorted.slice(0, limit).map(async (entry) => ({
      ...entry,
      outcome: entry.outcome ?? (await lines.outcomeOf(entry)),
    })),
  );
  const last = page.at(-1);
  if (sorted.length <= limit || !last) return { entries: page };
  return { entries: page, next: { at: last.at, requestId: last.requestId } };
};

const addressOf = (subscriberNumber: string): string => `/v1/tracking/lines/${subscriberNumber}`;

export const lineView = (
  line: LineItem,
  former: FormerNumber | undefined,
  { entries }: HistoryPage,
): z.output<typeof lineViewSchema> => ({
  subscriberNumber: line.subscriberNumber,
  solutionProvider: line.solutionProvider,
  status: line.status,
  statusAt: line.statusAt,
  cancelledAt: line.cancelledAt,
  device: line.device,
  updatedAt: line.updatedAt,
  formerNumber: former && { ...former, line: addressOf(former.subscriberNumber) },
  laterNumber: line.laterNumber && {
    subscriberNumber: line.laterNumber.subscriberNumber,
    since: line.laterNumber.at,
    line: addressOf(line.laterNumber.subscriberNumber),
  },
  history: entries.map(entryView),
});

const entryView = ({ made, ...entry }: LineEntry): z.output<typeof entryViewSchema> => ({
  at: entry.at,
  operation: entry.operation,
  change: entry.change,
  request: `/v1/requests/${entry.requestId}`,
  by: entry.by,
  actor: entry.actor,
  reason: entry.purpose,
  outcome: entry.outcome,
  madeAt: made?.at,
  before: made?.before,
  after: made?.after,
});
