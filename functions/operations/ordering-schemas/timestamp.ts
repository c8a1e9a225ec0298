import { timestampOf } from '#domain/timestamp';
import * as z from 'zod';

const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})$/;

/** ECMAScript reads offsets with a colon only, and rolls 30 February over into March. */
const exists = (moment: string): boolean => {
  const day = moment.slice(0, 10);
  const withColon = moment.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(Date.parse(withColon)) && !Number.isNaN(midnight) && timestampOf(midnight).slice(0, 10) === day;
};

/** A moment as AT&T writes it, without a colon in the offset. RFC 3339 offsets are taken too and sent on as they are. */
export const timestamp = z
  .string()
  .regex(form, { error: 'must be a date and time like 2024-01-16T20:00:00.000+0000', abort: true })
  .refine(exists, 'must be a date and time that exists');
