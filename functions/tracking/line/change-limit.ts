import { timestampOf } from '#domain/timestamp';
import type { LineChangeLimit } from '#domain/mobility/line-change-limit';
import { isLimitedChange } from '#domain/mobility/sensitive-changes';
import { Problem } from '#domain/problems/problems';
import { hourMs } from '#platform/table/key-pattern';
import { identityOf, type LineEntry, type LineItem } from '#tracking/line/line-item';
import type { LineStore } from '#tracking/line/line-store';

/**
 * Refuses a change that the line has had too many of. What was asked for before counts unless it is known not to have been
 * made, so of those that come at once each counts those that stand before it.
 * @param line as it stood right before the entry was appended
 * @throws Problem `too-many-line-changes`
 */
export type RequireWithinLimit = (line: LineItem, entry: LineEntry) => Promise<void>;

export const createRequireWithinLimit =
  (lines: LineStore, limit: LineChangeLimit): RequireWithinLimit =>
  async (line, entry) => {
    if (limit === 'off' || !isLimitedChange(entry.change)) return;
    const since = timestampOf(Date.parse(entry.at) - limit.hours * hourMs);
    const isRecent = (one: LineEntry): boolean =>
      isLimitedChange(one.change) && one.at > since && identityOf(one) !== identityOf(entry);
    const asked = [...line.timeline, ...(await underFormerNumbers(lines, line, since))].filter(isRecent);
    const distinct = new Map(asked.map((one) => [identityOf(one), one]));
    if (distinct.size < limit.changes) return;
    const counted = await perhapsMade(lines, distinct);
    const first = counted.toSorted().at(-limit.changes);
    if (first === undefined) return;
    throw tooMany(limit, Date.parse(first) + limit.hours * hourMs, Date.parse(entry.at));
  };

/** When those were asked for that AT&T may have carried out. */
const perhapsMade = async (lines: LineStore, asked: ReadonlyMap<string, LineEntry>): Promise<string[]> => {
  const times = await Promise.all(
    [...asked.values()].map(async (one) => {
      const outcome = one.outcome ?? (await lines.outcomeOf(one));
      return outcome === undefined || outcome === 'succeeded' ? [one.at] : [];
    }),
  );
  return times.flat();
};

/** What the line was asked for when it had other numbers; of each only as long as the line had it. */
const underFormerNumbers = async (
  lines: LineStore,
  { solutionProvider, subscriberNumber }: Pick<LineItem, 'solutionProvider' | 'subscriberNumber'>,
  since: string,
  before?: string,
): Promise<LineEntry[]> => {
  const former = await lines.formerNumber(solutionProvider, subscriberNumber);
  if (!former || former.until <= since || (before !== undefined && former.until >= before)) return [];
  const line = { solutionProvider, subscriberNumber: former.subscriberNumber };
  const { timeline = [] } = (await lines.find(solutionProvider, former.subscriberNumber)) ?? {};
  return [
    ...timeline.filter(({ at }) => at <= former.until),
    ...(await underFormerNumbers(lines, line, since, former.until)),
  ];
};

const tooMany = ({ changes, hours }: Exclude<LineChangeLimit, 'off'>, possibleAtMs: number, nowMs: number): Problem =>
  new Problem('too-many-line-changes', {
    detail: `This line has had ${changes} device, number, voicemail or billing changes within ${hours} hours, the most it may have. The next is possible from ${timestampOf(possibleAtMs)} on.`,
    retryAfterSeconds: Math.ceil((possibleAtMs - nowMs) / 1000),
  });
