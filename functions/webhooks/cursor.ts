import * as z from 'zod';
import { cursorsOf } from '#domain/cursor';

/** Places in lists of deliveries. */
export const cursors = cursorsOf(z.object({ after: z.string().regex(/^\d{4}-[\dT:.Z-]{10,30}#[\w-]+#[\w-]+$/) }));
