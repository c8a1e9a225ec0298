import * as z from 'zod';
import { Problem } from '#runtime/problems';

const position = z.object({ after: z.string().regex(/^\d{4}-[\dT:.Z-]{10,30}#[\w-]+#[\w-]+$/) });

/** A place in a list. Whose list it is, is not in it: that comes from the caller. */
export const cursorAt = (after: string): string => Buffer.from(JSON.stringify({ after })).toString('base64url');

/** @throws Problem `invalid-request` */
export const positionIn = (cursor: string): string => {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))).after;
  } catch {
    const detail = 'must be a `nextCursor` as the gateway gave it';
    throw new Problem('invalid-request', { errors: [{ parameter: 'query cursor', detail }] });
  }
};
