import * as z from 'zod';

/** How much a page may hold, as a query parameter. */
export const listLimit = z.string().regex(/^[1-9]\d?$|^100$/, 'must be a whole number from 1 to 100');
