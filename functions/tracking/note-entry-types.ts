/** Types of the timeline entries that tell of a note. */
export const noteEntryTypes = ['note-added', 'document-added'] as const;
