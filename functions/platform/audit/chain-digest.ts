import { createHash } from 'node:crypto';
import { inCanonicalOrder } from '#domain/json/canonical-json';
import type { Item } from '#platform/table/table';

/** What entries of a chain say, from its first on, whether anybody can tell who wrote them or not. */
export const digestWith = (before: string, entry: Item): string =>
  createHash('sha256')
    .update(JSON.stringify([before, inCanonicalOrder(entry)]))
    .digest('base64url');
