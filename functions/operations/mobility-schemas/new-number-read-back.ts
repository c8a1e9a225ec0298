import type { ReadBack } from '#domain/define-operation';
import { textAt } from '#domain/json/json-pointer';
import type { ParsedRequest } from '#domain/parsed-request';
import { bodyOf, byLineDetails, linesIn } from '#operations/mobility-schemas/read-back';

const newNumberIn = (request: ParsedRequest): string | undefined => textAt(bodyOf(request), '/newSubscriberNumber');

const oldNumberIn = ({ path }: ParsedRequest): string | undefined => path['subscriberNumber'];

/** Still there under the old number: nothing was changed. Gone from it, and there under the new one: it was. */
export const byNewNumber: ReadBack = {
  ...byLineDetails((line, request) => {
    if (textAt(line, '/status')?.toLowerCase() !== 'active') return 'undecidable';
    const number = textAt(line, '/subscriberNumber');
    if (number === undefined) return 'undecidable';
    if (number === oldNumberIn(request)) return 'not-applied';
    return number === newNumberIn(request) ? 'applied' : 'undecidable';
  }),
  then: (answer, request) => {
    const subscriberNumber = newNumberIn(request);
    return subscriberNumber !== undefined && linesIn(answer)?.length === 0
      ? { path: {}, query: { subscriberNumber } }
      : undefined;
  },
  answer: (_answer, request) => ({
    status: 'success',
    subscriberNumber: oldNumberIn(request),
    newSubscriberNumber: newNumberIn(request),
  }),
  leavesOpen: 'Where AT&T chose the number, no read shows which it is.',
};
