import { lineDevices } from '#domain/mobility/line-device';
import type { LineStatus } from '#domain/mobility/line-status';
import type { KnownDevice, LineEntry, LineItem } from '#tracking/line/line-item';
import type { Ending } from '#tracking/tracked-item';

/** The line once it is known that AT&T took a sensitive change; with what of it was before and after, as far as known. */
export const withChangeMade = (
  line: LineItem,
  entry: LineEntry,
  { record }: Ending,
): Pick<LineItem, 'changesMade' | 'device' | 'laterNumber'> & Pick<LineEntry, 'made'> => {
  const { changesMade, device, laterNumber, subscriberNumber } = line;
  if (entry.change === undefined) return { changesMade, device, laterNumber };
  const at = record?.finishedAt ?? entry.at;
  const newNumber = record?.learned?.newNumber;
  const sequence = changesMade + 1;
  const known = { changesMade: sequence, device, laterNumber };
  if (entry.change === 'number') {
    const made = { at, sequence, before: subscriberNumber, ...(newNumber !== undefined && { after: newNumber }) };
    return { ...known, made, ...(newNumber !== undefined && { laterNumber: { subscriberNumber: newNumber, at } }) };
  }
  if (entry.device) {
    const made = { at, sequence, ...worded({ before: replacedBy(entry.device, device), after: entry.device }) };
    return { ...known, made, device: { ...unlessReplaced(entry.device, device), ...entry.device } };
  }
  return { ...known, made: { at, sequence, ...statuses(line.status, entry.to) } };
};

/** Those whose place the new ones take: a line has a SIM or an eSIM. */
const replacedBy = (next: KnownDevice, { imei, sim, eid }: KnownDevice = {}): KnownDevice => ({
  ...(next.imei !== undefined && { imei }),
  ...((next.sim ?? next.eid) !== undefined && { sim, eid }),
});

const unlessReplaced = (next: KnownDevice, { imei, sim, eid }: KnownDevice = {}): KnownDevice => ({
  ...(next.imei === undefined && { imei }),
  ...((next.sim ?? next.eid) === undefined && { sim, eid }),
});

/** `imei:1046 sim:0017`; nothing of a device of which nothing is known. */
const worded = (devices: { before: KnownDevice; after: KnownDevice }): { before?: string; after?: string } =>
  Object.fromEntries(
    Object.entries(devices).flatMap(([name, device]) => {
      const words = lineDevices.flatMap((kind) => (device[kind] === undefined ? [] : `${kind}:${device[kind]}`));
      return words.length > 0 ? [[name, words.join(' ')]] : [];
    }),
  );

type Status = LineStatus | 'unknown' | undefined;

const statuses = (before: Status, after: Status): { before?: string; after?: string } => ({
  ...(after !== undefined && before !== undefined && before !== 'unknown' && { before }),
  ...(after !== undefined && after !== 'unknown' && { after }),
});
