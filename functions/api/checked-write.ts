import * as z from 'zod';
import { warningSchema } from '#domain/warning';

/** The answer to a write that was only checked. */
export const checkedWriteSchema = z.object({
  valid: z.boolean().describe('Whether AT&T would be asked; or, where it is replayed, whether that went well.'),
  operation: z.string(),
  warnings: z.array(warningSchema).describe('What is odd about it; it would be sent all the same.'),
  replayed: z
    .object({ request: z.string().describe('Where its record is.'), status: z.int() })
    .describe('The key was used before with this request: AT&T would not be asked, and this answered again.')
    .optional(),
  upstreamRequest: z
    .object({
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.unknown().optional(),
    })
    .describe('What AT&T would be sent; credentials and what looks like a secret are masked.')
    .optional(),
});
export type CheckedWrite = z.input<typeof checkedWriteSchema>;
