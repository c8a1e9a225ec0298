import * as z from 'zod';
import { placesIn } from './choose-samples';
import { itemReaders, messageReaders } from './readers';
import type { Reading } from './surroundings';

/** What a release wrote: kept, beside its code, so that the next one can be held to both. */
export interface Release {
  name: string;
  /** Items as it wrote them, by kind. */
  items: Readonly<Record<string, readonly Record<string, unknown>[]>>;
  /** Messages as it sent them of these items, by name. */
  messages: Readonly<Record<string, readonly unknown[]>>;
  /** What it took of each of its items and messages: places and types. */
  taken: Readonly<Record<string, readonly string[]>>;
}

const encoded = (_name: string, value: unknown): unknown =>
  value instanceof Set ? { $set: [...(value as Set<unknown>)] } : value;

/** A value of the table as JSON that `decoded` reads. */
export const asJson = (value: unknown): string => JSON.stringify(withoutBytes(value), encoded);

/** `toJSON` of a Buffer comes before any replacer. */
const withoutBytes = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(withoutBytes);
  if (typeof value !== 'object' || value === null || value instanceof Set) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutBytes(inner)]));
};

const bytes = z.strictObject({ $bytes: z.string() });
const set = z.strictObject({ $set: z.array(z.unknown()) });

const decoded = (_name: string, value: unknown): unknown => {
  // Most values are neither, and every test of the table reads a whole release.
  if (typeof value !== 'object' || value === null || !('$bytes' in value || '$set' in value)) return value;
  const { data: some } = bytes.safeParse(value);
  if (some) return new Uint8Array(Buffer.from(some.$bytes, 'base64'));
  const { data: many } = set.safeParse(value);
  return many ? new Set(many.$set) : value;
};

const releaseSchema = z.object({
  name: z.string(),
  items: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  messages: z.record(z.string(), z.array(z.unknown())),
  taken: z.record(z.string(), z.array(z.string())),
});

/** @throws when the text has no items by kind */
export const parseItems = (text: string): Release['items'] =>
  releaseSchema.shape.items.parse(JSON.parse(text, decoded));

/** @throws when the text is no release */
export const parseRelease = (text: string): Release => releaseSchema.parse(JSON.parse(text, decoded));

const readers: Readonly<Record<string, z.ZodType>> = { ...itemReaders, ...messageReaders };

/** What this release makes of an item or a message. @param name of a kind of item, or of a message */
export const readAs = (name: string, value: unknown): Reading => {
  const read = readers[name]?.safeParse(value);
  if (!read) return undefined;
  if (read.success) return { taken: read.data };
  return { mistakes: read.error.issues.map(({ path, message }) => `${[name, ...path].join('/')}: ${message}`) };
};

/** Whether today’s code can read it. */
export const isReadable = (name: string, value: unknown): boolean => readers[name]?.safeParse(value).success ?? false;

/** What today's code takes of items or messages: places and types. @throws z.ZodError for what it cannot read */
export const takenOf = (name: string, values: readonly unknown[]): string[] => {
  const reader = readers[name];
  if (!reader) throw new Error(`Nothing here reads ${name}: what is stored or under way has to have a reader.`);
  return [...new Set(values.flatMap((value) => placesIn(reader.parse(value))))].toSorted();
};
