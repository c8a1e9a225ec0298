import { textAt } from '#domain/json/json-pointer';
import { lineDevices } from '#domain/mobility/line-device';
import { lineStatusOf } from '#domain/mobility/line-status';
import { storableText } from '#domain/mobility/observation';
import type { Found, Looked } from '#drift/difference';
import { lastFour, type LineItem } from '#tracking/line/line-item';

/** What AT&T’s answer says of a line that the item does not. @param shown the line in the answer */
export const compareLine = (looked: Looked, line: LineItem, shown: unknown): Found | undefined => {
  const word = textAt(shown, '/status');
  const att = lineStatusOf(word) ?? storableText(word ?? 'no word');
  const { status } = line;
  const said = { ...looked, here: status ?? 'unknown', att };
  if (status !== undefined && status !== 'unknown' && status !== att)
    return { ...said, what: status === 'cancelled' ? 'reopened' : 'state-differs' };
  const members = lineDevices.filter((device) => {
    const theirs = textAt(shown, `/device/${device}`);
    const ours = line.device?.[device];
    return ours !== undefined && theirs !== undefined && theirs !== '' && lastFour(theirs) !== ours;
  });
  return members.length > 0 ? { ...said, what: 'members-differ', members } : undefined;
};
