import type * as z from 'zod';
import { Problem } from '#domain/problems/problems';

/** Places in a list as texts callers hand back. Whose list it is, is in none of them: that comes from the caller. */
export interface Cursors<Place> {
  at(place: Place): string;
  /** @throws Problem `invalid-request` for a text that is no such place */
  placeOf(cursor: string): Place;
}

export const cursorsOf = <Place>(schema: z.ZodType<Place>): Cursors<Place> => ({
  at: (place) => Buffer.from(JSON.stringify(place)).toString('base64url'),
  placeOf: (cursor) => {
    try {
      return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    } catch {
      const detail = 'must be a `nextCursor` as the gateway gave it';
      throw new Problem('invalid-request', { errors: [{ parameter: 'query cursor', detail }] });
    }
  },
});
