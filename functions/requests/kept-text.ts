import * as z from 'zod';

/** DynamoDB takes items of 400 KB; a record has a request and an answer in it, and a little besides. */
export const largestKeptBytes = 190_000;

/** Loaded for the first large text there is: few processes see one. */
const zlib = () => process.getBuiltinModule('node:zlib');

const keptText = (text: string): string | Uint8Array | undefined => {
  if (Buffer.byteLength(text) <= largestKeptBytes) return text;
  const zipped = zlib().gzipSync(text);
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
  z.instanceof(Uint8Array).transform((zipped) => zlib().gunzipSync(zipped).toString('utf8')),
]);
