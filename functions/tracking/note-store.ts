import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { timestampOf } from '#domain/timestamp';
import { Problem } from '#domain/problems/problems';
import { notes } from '#platform/table/keys';
import { itemNotExists } from '#platform/table/conditions';
import type { Key, Table } from '#platform/table/table';
import { appendNotice } from '#tracking/append-notice';
import { maskText } from '#domain/masking/mask-text';
import { isNoteId, mostNotes, noteIdOf, noteSchema, type Note, type NoteInput } from '#tracking/note';

/** An order or a port-in, as far as notes are concerned. */
export interface Noted {
  key: Key;
  /** Marks of what was told of it, notes among them. */
  notices?: readonly string[] | undefined;
}

export interface NewNote {
  input: NoteInput;
  by: string;
  /** The caller’s idempotency key. */
  idempotencyKey: string;
}

/** Notes in the table, one item each; the timeline of what they are about says that they are there. @throws Problem `service-unavailable` */
export interface NoteStore {
  /**
   * The note; of a repeat under the same key the one that was written first.
   * @throws Problem `idempotency-key-reused` for another note under the same key, `note-limit`
   */
  add(noted: Noted, note: NewNote): Promise<Note>;
  /** All of them, oldest first. */
  list(noted: Noted): Promise<Note[]>;
}

export const createNoteStore = (table: Table, now: () => number): NoteStore => ({
  add: async ({ key, notices = [] }, { input, by, idempotencyKey }) => {
    const id = noteIdOf(key, idempotencyKey);
    const ids = notices.filter(isNoteId);
    if (ids.length >= mostNotes && !ids.includes(id))
      throw new Problem('note-limit', {
        detail: `The order or port-in already has ${mostNotes} notes (limit ${mostNotes}).`,
      });
    const note = noteOf(id, timestampOf(now()), by, input);
    const written = await writtenFirst(table, key, note);
    if (!isDeepStrictEqual({ ...written, at: note.at, by }, note)) throw new Problem('idempotency-key-reused');
    // The note comes first: should the process die between the two, a repeat finds it and appends what is missing.
    const type = note.document ? 'document-added' : 'note-added';
    await appendNotice(table, key, id, { at: written.at, type, note: id, by: written.by });
    return written;
  },
  list: async ({ key, notices = [] }) => {
    const { items } = await table.query({
      partition: key.pk,
      sort: { startsWith: noteKey(key, '').sk },
      // More than the limit, because several may be written at the same time.
      limit: 2 * mostNotes,
    });
    const standing = new Map(items.map((item) => storedNote.parse(item).note).map((note) => [note.id, note]));
    return notices.filter(isNoteId).flatMap((id) => standing.get(id) ?? []);
  },
});

export const storedNote = z.object({ note: noteSchema });

const noteKey = ({ pk, sk }: Key, id: string): Key => ({
  pk,
  sk: notes.key.sortOf({ of: sk, noteId: id }),
});

const noteOf = (id: string, at: string, by: string, { text, document }: NoteInput): Note => ({
  id,
  at,
  by,
  ...(text !== undefined && { text: maskText(text) }),
  ...(document && { document: { ...document, name: maskText(document.name) } }),
});

const writtenFirst = async (table: Table, key: Key, note: Note): Promise<Note> => {
  const itemKey = noteKey(key, note.id);
  if (await table.put({ ...itemKey, note }, itemNotExists)) return note;
  return storedNote.parse(await table.get(itemKey)).note;
};
