import type { ReadBack, ReadOperation, SentWrite } from '#domain/define-operation';
import { textAt } from '#domain/json/json-pointer';
import {
  madeByWrite,
  shownIn,
  takesEffectWithinMs,
  verdictOn,
  type Candidate,
  type Found,
} from '#operations/shared/made-by-write';

/**
 * What a quote has one of, read by the quote. AT&T may keep an older one and answer with it, so that one that is older than
 * the write decides nothing.
 */
export const byQuote = (by: ReadOperation, candidate: (answer: unknown) => Candidate): ReadBack => {
  const found = (answer: unknown, write: SentWrite): Found => {
    if (answer === undefined) return 'none';
    const made = madeByWrite([candidate(answer)], write.at, takesEffectWithinMs(write));
    return made === 'none' ? 'unclear' : made;
  };
  return {
    by,
    request: ({ body }) => {
      const quoteId = textAt(body?.value, '/quoteId');
      return quoteId === undefined ? [] : [{ path: {}, query: { quoteId } }];
    },
    verdict: (answer, _request, write) => verdictOn(found(answer, write), 'not-applied'),
    answer: (answer, _request, write) => shownIn(found(answer, write)),
    leavesOpen:
      'What this call made is told from an older one of the quote by `createdDate`, which AT&T’s answer has to show.',
  };
};
