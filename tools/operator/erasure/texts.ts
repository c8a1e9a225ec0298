import { gunzipSync } from 'node:zlib';

/** Every text of a stored value: its keys, names of members, texts, numbers, and what is gzipped. What is sealed has none. */
export const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'bigint') return [String(value)];
  if (value instanceof Uint8Array) return unzipped(value);
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value) || value instanceof Set) return [...value].flatMap(textsIn);
  return Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)]);
};

const unzipped = (bytes: Uint8Array): string[] => {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return [];
  try {
    return [gunzipSync(bytes).toString('utf8')];
  } catch {
    // Sealed, and by chance begun like that.
    return [];
  }
};
