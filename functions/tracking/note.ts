import { createHash } from 'node:crypto';
import * as z from 'zod';

/** Notes an order or a port-in can have. */
export const mostNotes = 100;

export const documentSchema = z
  .strictObject({
    kind: z.enum(['letter-of-authorization', 'customer-service-record', 'bill', 'contract', 'other']),
    name: z.string().min(1).max(120).describe('What people call it, e.g. its file name.'),
    reference: z
      .string()
      .max(300)
      .regex(/^[!-~]+$/, 'must be printable ASCII without spaces')
      .regex(/^[^?#@]*$/, 'must not have a query, a fragment or a login: a signed address is a credential')
      .describe('Where you keep it: its id in your archive or its address, without query.'),
  })
  .describe('A document you keep. The gateway stores where it is, not the document.');

/** Its text, or a document it refers to, or both. */
export const noteInput = z
  .strictObject({
    text: z
      .string()
      .trim()
      .min(1)
      .max(2000)
      .describe('What looks like a PIN, a password or an account number is stored as `[secret]`.')
      .optional(),
    document: documentSchema.optional(),
  })
  .refine(({ text, document }) => text !== undefined || document !== undefined, 'needs a `text` or a `document`');
export type NoteInput = z.output<typeof noteInput>;

export const noteSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  by: z.string().describe('Client that wrote it.'),
  text: z.string().optional(),
  document: documentSchema.optional(),
});
const idPrefix = 'note_';

export type Note = z.output<typeof noteSchema>;

export const isNoteId = (mark: string): boolean => mark.startsWith(idPrefix);

/** The same for the same resource and idempotency key. */
export const noteIdOf = (resource: { pk: string; sk: string }, key: string): string =>
  `${idPrefix}${createHash('sha256')
    .update(JSON.stringify([resource.pk, resource.sk, key]))
    .digest('base64url')
    .slice(0, 32)}`;
