import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';

/** DynamoDB takes items of 400 KB; a record has a request and an answer in it, and a little besides. */
export const largestKeptBytes = 190_000;

const keptText = (text: string): string | Uint8Array | undefined => {
  if (Buffer.byteLength(text) <= largestKeptBytes) return text;
  const zipped = gzipSync(text);
  return zipped.length <= largestKeptBytes ? zipped : undefined;
};

/** Something with a body as a record keeps it: gzipped when it is large; undefined when it is too large even so. */
export const kept = (one: { body: string } | undefined): object | undefined => {
  const body = one && keptText(one.body);
  return body === undefined ? undefined : { ...one, body };
};

/** Reads a kept text as it was. */
export const keptTextSchema = z.union([
  z.string(),
  z.instanceof(Uint8Array).transform((zipped) => gunzipSync(zipped).toString('utf8')),
]);
