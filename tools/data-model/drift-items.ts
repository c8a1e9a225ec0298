import type { Difference } from '#drift/difference';
import type { DriftRun } from '#drift/run-store';
import { attributesOf, type ItemDescription } from './describe-item';

/** Items of the drift report. */
export const driftItems = {
  'drift-run': {
    title: 'Drift run',
    what: 'How far a going through of what is known of a Solution Provider’s is, beside what AT&T shows; one a day.',
    writtenBy: 'The drift report.',
    code: 'functions/drift/run-store.ts',
    attributes: attributesOf<DriftRun>({
      solutionProvider: 'clear',
      startedAt: 'clear',
      finishedAt: ['clear', 'absent while it goes on'],
      of: ['clear', 'what is gone through now'],
      after: ['clear', 'the key of the last that was done with'],
      things: 'clear',
      asked: ['clear', 'questions to AT&T'],
      missed: ['clear', 'questions without an answer that tells anything'],
      differences: 'clear',
      revision: 'clear',
    }),
  },
  'drift-finding': {
    title: 'Drift finding',
    what: 'A difference between what is known of a thing and what AT&T shows. Names members that differ, never what they say.',
    writtenBy: 'The drift report.',
    code: 'functions/drift/run-store.ts',
    attributes: attributesOf<Difference>({
      what: ['clear', 'which of the five kinds of difference'],
      of: ['clear', 'of what kind the thing is'],
      id: ['clear', 'the quote of an order, the telephone number of a line, else AT&T’s id'],
      readBy: ['clear', 'the operation that shows it'],
      readId: ['clear', 'the id or the telephone number it was asked by'],
      here: ['clear', 'our word for how it stands'],
      att: ['clear', 'AT&T’s'],
      members: ['clear', 'names of what differs'],
      isTakenIn: ['clear', 'whether what AT&T shows is known beside what it contradicts'],
      solutionProvider: 'clear',
      seenAt: 'clear',
    }),
  },
} satisfies Record<string, ItemDescription>;
