import * as z from 'zod';
import { requiredIdempotencyKeyOf } from '#api/idempotency-key';
import type { OpenedCall, RouteAnswer } from '#routes/define-route';
import { noteSchema, type Note, type NoteInput } from '#tracking/note';
import type { Noted, NoteStore } from '#tracking/note-store';

/** Answer of a list of notes. */
export const noteList = z.object({ notes: z.array(noteSchema).describe('Oldest first; at most 100.') });

export const noteExample: Note = {
  id: 'note_4Zk3vQ8mT1xW5aB7cD9eF2gH4iJ6kL0m',
  at: '2026-03-05T09:04:51.000Z',
  by: 'partner-crm',
  text: 'Signed by the owner; the old carrier wants it by Friday.',
  document: { kind: 'letter-of-authorization', name: 'loa-signed.pdf', reference: 'archive/loa-2026-0042' },
};

/** Adds a note to what a function finds. @throws Problem `idempotency-key-required`, and those of the store and of `find` */
export const addNote = async (
  notes: Pick<NoteStore, 'add'>,
  { event, caller }: OpenedCall,
  input: NoteInput,
  find: () => Promise<Noted>,
): Promise<RouteAnswer> => {
  const idempotencyKey = requiredIdempotencyKeyOf(event);
  return { status: 201, body: await notes.add(await find(), { input, by: caller.clientId, idempotencyKey }) };
};
