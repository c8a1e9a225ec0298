import type { ReadBack, SentWrite } from '#domain/define-operation';
import { textAt } from '#domain/json/json-pointer';
import type { ParsedRequest } from '#domain/parsed-request';
import { operation as getLineDetails } from '#operations/get-line-details/operation';
import { bodyOf, linesIn } from '#operations/mobility-schemas/read-back';
import { madeByWrite, shownIn, verdictOn } from '#operations/shared/made-by-write';

/** What line details repeat of the request, with its place in the request. */
const repeated = [
  ['/billingAccountNumber', '/billingAccountNumber'],
  ['/subscriberNumber', '/subscriberNumber'],
  ['/device/imei', '/device/imei'],
  ['/device/sim', '/device/sim'],
  ['/device/eid', '/device/eid'],
] as const;

/** The line that an activation led to, however long AT&T took to activate it, as an answer to the activation tells it. */
const lineActivated = (answer: unknown, request: ParsedRequest, { at }: SentWrite) => {
  const body = bodyOf(request);
  const candidates = linesIn(answer)?.map((line) => ({
    shown: activated(textAt(line, '/subscriberNumber')),
    madeAt: textAt(line, '/activationDate'),
    pairs: repeated.map(([wanted, shown]) => [textAt(body, wanted), textAt(line, shown)] as const),
  }));
  return candidates ? madeByWrite(candidates, at, Infinity) : 'unclear';
};

const activated = (subscriberNumber: string | undefined): object | undefined =>
  subscriberNumber === undefined
    ? undefined
    : { requestStatus: 'active', lines: [{ subscriberNumber, status: 'active' }] };

/** A line is there once it is activated; until then nothing shows that AT&T works on it. */
export const byActivatedLine: ReadBack = {
  by: getLineDetails,
  request: (request) => {
    const [sim, imei] = ['/device/sim', '/device/imei'].map((at) => textAt(bodyOf(request), at));
    if (sim !== undefined) return { path: {}, query: { sim } };
    return imei === undefined ? undefined : { path: {}, query: { imei } };
  },
  verdict: (...told) => verdictOn(lineActivated(...told), 'not-yet'),
  answer: (...told) => shownIn(lineActivated(...told)),
  idAt: '/lines/0/subscriberNumber',
  leavesOpen:
    'An activation is seen by the line it leads to, told from an older one of its SIM by `activationDate`. One that AT&T still works on or has rejected shows nowhere, and its own id is not learned.',
};
