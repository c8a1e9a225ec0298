import type { ReadBack, SentWrite } from '#domain/define-operation';
import type { ParsedRequest } from '#domain/parsed-request';
import { operation as listPortIns } from '#operations/list-port-ins/operation';
import { bodyOf } from '#operations/mobility-schemas/read-back';
import { madeByWrite, shownIn, takesEffectWithinMs, verdictOn } from '#operations/shared/made-by-write';
import { isMasked, isSame } from '#operations/shared/same-value';
import { textAt, valueAt } from '#domain/json/json-pointer';
import { portInKind } from '#domain/mobility/port-in-kind';
import { isFinal, stateOfWord } from '#domain/mobility/long-running-kind';

/** Members AT&T repeats as they were sent, if it repeats them. */
const repeatedMembers = [
  'subscriberNumber',
  'billingAccountNumber',
  'billingTelephoneNumber',
  'billingZip',
  'requestedStartDate',
  'authorizationDate',
  'priority',
  'externalId',
  'description',
];

const stateIn = (answer: unknown): string | undefined => {
  const word = textAt(answer, '/state');
  return word === undefined ? undefined : stateOfWord(portInKind, word);
};

/**
 * A correction that can be seen decides by what is seen. One that cannot, such as a PIN, has not been taken while the
 * port-in still waits for it.
 */
export const correctionIn: ReadBack['verdict'] = (answer, request) => {
  const body = bodyOf(request);
  const shown = repeatedMembers
    .map((name) => [valueAt(body, `/${name}`), valueAt(answer, `/${name}`)] as const)
    .filter(([wanted, seen]) => wanted !== undefined && !isMasked(wanted) && seen !== undefined && seen !== null);
  if (shown.some(([wanted, seen]) => !isSame(wanted, seen))) return 'not-applied';
  if (shown.length > 0) return 'applied';
  return stateIn(answer) === 'action-required' ? 'not-applied' : 'undecidable';
};

const begun = /^(?:acknowledged|accepted|pending|in ?progress)$/i;

/** A cancellation AT&T said it has only begun may not be seen yet. */
export const cancellationIn: ReadBack['verdict'] = (answer, _request, { status: written }) => {
  const state = stateIn(answer);
  if (state === 'cancelled') return 'applied';
  if (state === undefined) return 'undecidable';
  if (isFinal(portInKind, state)) return 'not-applied';
  return written !== undefined && begun.test(written.trim()) ? 'undecidable' : 'not-applied';
};

/** The port-in that a request made, among those AT&T shows of its number. */
const portInMade = (answer: unknown, request: ParsedRequest, write: SentWrite) => {
  const portIns = valueAt(answer, '/portIns');
  if (!Array.isArray(portIns)) return answer === undefined ? 'none' : 'unclear';
  const body = bodyOf(request);
  const candidates = portIns.map((shown: unknown) => ({
    shown: textAt(shown, '/id') ? shown : undefined,
    madeAt: textAt(shown, '/orderDate'),
    pairs: ['/subscriberNumber', '/externalId'].map((at) => [textAt(body, at), textAt(shown, at)] as const),
  }));
  return madeByWrite(candidates, write.at, takesEffectWithinMs(write));
};

/** AT&T’s list of a number’s port-ins would show it, with its id. */
export const byPortInsOfNumber: ReadBack = {
  by: listPortIns,
  request: (request) => {
    const subscriberNumber = textAt(bodyOf(request), '/subscriberNumber');
    return subscriberNumber === undefined ? [] : [{ path: {}, query: { subscriberNumber } }];
  },
  verdict: (...told) => verdictOn(portInMade(...told), 'not-applied'),
  answer: (...told) => shownIn(portInMade(...told)),
  leavesOpen: 'A port-in is told from an older one of its number by `orderDate`, which AT&T’s list has to show.',
};
