import { createHash } from 'node:crypto';
import * as z from 'zod';
import { timestampOf } from '#domain/timestamp';
import { inCanonicalOrder } from '#domain/json/canonical-json';
import { sightings } from '#platform/table/keys';
import type { Item, Key } from '#platform/table/table';
import type { CallContext } from '#requests/call-context';

/** That a partner’s read has shown what nobody knew: by what AT&T is to be asked. Nothing of AT&T’s answer stands in it. */
export const sightingSchema = z.object({
  solutionProvider: z.string(),
  /** Of the question: one stands for all that ask the same. */
  digest: z.string(),
  /** The read’s id. */
  operation: z.string(),
  path: z.record(z.string(), z.string()),
  query: z.record(z.string(), z.string()),
  seenAt: z.iso.datetime(),
  /** Seconds since the epoch. */
  expiresAt: z.int(),
});
export type Sighting = z.output<typeof sightingSchema>;

export const sightingKey = ({ solutionProvider, digest }: Pick<Sighting, 'solutionProvider' | 'digest'>): Key =>
  sightings.key.of({ solutionProvider, digest });

export const newSightingItem = (
  { solutionProvider, operation, request }: Pick<CallContext, 'solutionProvider' | 'operation' | 'request'>,
  nowMs: number,
): Item => {
  const question = { operation: operation.id, path: request.path, query: request.query };
  const digest = createHash('sha256')
    .update(JSON.stringify(inCanonicalOrder(question)))
    .digest('base64url');
  const sighting: Sighting = {
    ...{ solutionProvider, digest, ...question },
    seenAt: timestampOf(nowMs),
    expiresAt: sightings.lifetime.expiresAt(nowMs),
  };
  return { ...sightingKey(sighting), ...sighting };
};
