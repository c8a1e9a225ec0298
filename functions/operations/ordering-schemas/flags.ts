import * as z from 'zod';

/** A flag that says yes. AT&T writes some flags as text. */
export const trueFlag = z.union([z.literal(true), z.string().regex(/^true$/i)]);

/** A flag that says no. AT&T writes some flags as text. */
export const falseFlag = z.union([z.literal(false), z.string().regex(/^false$/i)]);
