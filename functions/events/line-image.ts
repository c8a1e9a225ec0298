import * as z from 'zod';
import { sensitiveChangeNames, sensitiveChanges } from '#domain/mobility/sensitive-changes';
import { labelShape, labelsIn } from '#domain/labels';
import type { ItemChange } from '#events/stream-record';
import type { ImageEntry, TrackedImage } from '#events/tracked-image';
import { lines } from '#platform/table/keys';
import type { Item, Key } from '#platform/table/table';

export const isLine = ({ pk, sk }: Key): boolean =>
  pk.startsWith(lines.key.partitionPrefix) && sk.startsWith(lines.key.sortPrefix);

/** A sensitive change that was made. Who asked for it, and why, is not read. */
const madeSchema = z.object({
  operation: z.string(),
  requestId: z.string(),
  change: z.enum(sensitiveChangeNames),
  ...labelShape,
  made: z.object({
    at: z.iso.datetime(),
    sequence: z.int(),
    before: z.string().optional(),
    after: z.string().optional(),
  }),
});

const imageSchema = z.object({
  solutionProvider: z.string(),
  subscriberNumber: z.string(),
  timeline: z.array(z.union([madeSchema, z.unknown().transform(() => undefined)])).default([]),
});

/**
 * A line with the sensitive changes of it that are known to have been made, which are the events it has. Its older entries
 * leave the item, so all its images tell. @throws z.ZodError when one is not of that shape
 */
export const lineImageOf = (key: Key, changes: readonly ItemChange[]): TrackedImage | undefined => {
  const images = changes.flatMap(({ after }) => (after ? [imageSchema.parse(after)] : []));
  const [first] = images;
  if (!first) return undefined;
  const bySequence = new Map(
    images.flatMap(({ timeline }) =>
      timeline.flatMap((one) => (one ? [[one.made.sequence, entryOf(one)] as const] : [])),
    ),
  );
  const timeline = [...bySequence.values()].toSorted((a, b) => a.sequence - b.sequence);
  const { subscriberNumber: id, solutionProvider } = first;
  // A line that has events has no end, so it is never made again.
  return { key, kind: 'subscriber', id, solutionProvider, labels: {}, madeAt: '', moved: 0, timeline };
};

const entryOf = (one: z.output<typeof madeSchema>): ImageEntry & { sequence: number } => {
  const { change, made, operation, requestId, ...labels } = one;
  return { ...made, operation, requestId, type: sensitiveChanges[change].happened, labels: labelsIn(labels) };
};

/** How many sensitive changes of a line are known to have been made. */
export const changesMadeIn = (item: Item | undefined): number => {
  const made = item?.['changesMade'];
  return typeof made === 'number' ? made : 0;
};
