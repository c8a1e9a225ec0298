import * as z from 'zod';

const iso = z.iso.datetime({ offset: true });

/** In a query a `+` that is not percent-encoded arrives as a space. */
const normalized = (text: string): string =>
  text.replace(/[ +](\d{2}):?(\d{2})$/, '+$1:$2').replace(/-(\d{2})(\d{2})$/, '-$1:$2');

/** A date and time as a caller of the gateway’s own routes writes it, with an offset in either form; RFC 3339 from here on. */
export const pointInTime = z
  .string()
  .overwrite(normalized)
  .refine((text) => iso.safeParse(text).success, {
    error: 'must be a date and time with an offset, like 2026-03-05T09:00:00Z, …+00:00 or …+0000',
  })
  .meta({ format: 'date-time' });
