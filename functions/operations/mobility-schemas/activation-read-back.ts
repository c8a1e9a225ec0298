import type { ReadBack, SentWrite } from '#domain/define-operation';
import { textAt, valueAt } from '#domain/json/json-pointer';
import type { ParsedRequest } from '#domain/parsed-request';
import { operation as getLineDetails } from '#operations/get-line-details/operation';
import { operation as listServiceActivations } from '#operations/list-service-activations/operation';
import { bodyOf, linesIn } from '#operations/mobility-schemas/read-back';
import { madeByWrite, shownIn, takesEffectWithinMs, verdictOn, type Candidate } from '#operations/shared/made-by-write';

const devices = ['/device/imei', '/device/sim', '/device/eid'] as const;

/** What was asked for beside what is shown of it, under the same names. */
const repeated = (
  request: ParsedRequest,
  shown: unknown,
  pointers: readonly string[],
): NonNullable<Candidate['pairs']> => pointers.map((at) => [textAt(bodyOf(request), at), textAt(shown, at)] as const);

/** Questions by each of the keys that the request has, in this order. */
const askedBy =
  (keys: Readonly<Record<string, string>>): ReadBack['request'] =>
  (request) =>
    Object.entries(keys).flatMap(([key, at]) => {
      const value = textAt(bodyOf(request), at);
      return value === undefined ? [] : [{ path: {}, query: { [key]: value } }];
    });

/** The line that an activation led to, however long AT&T took to activate it, as an answer to the activation tells it. */
const lineActivated = (answer: unknown, request: ParsedRequest, { at }: SentWrite) => {
  const candidates = linesIn(answer)?.map((line) => ({
    shown: activated(textAt(line, '/subscriberNumber')),
    madeAt: textAt(line, '/activationDate'),
    pairs: repeated(request, line, ['/billingAccountNumber', '/subscriberNumber', ...devices]),
  }));
  return candidates ? madeByWrite(candidates, at, Infinity) : 'unclear';
};

const activated = (subscriberNumber: string | undefined): object | undefined =>
  subscriberNumber === undefined
    ? undefined
    : { requestStatus: 'active', lines: [{ subscriberNumber, status: 'active' }] };

/** A line is there once it is activated; until then nothing shows that AT&T works on it. It has no id of the activation. */
const byActivatedLine: NonNullable<ReadBack['orElse']> = {
  by: getLineDetails,
  request: askedBy({ sim: '/device/sim', imei: '/device/imei' }),
  verdict: (...told) => verdictOn(lineActivated(...told), 'not-yet'),
  answer: (...told) => shownIn(lineActivated(...told)),
  leavesOpen:
    'By its line an activation is seen once it is active, told from an older line of its SIM by `activationDate`, and AT&T’s id of it is not learned.',
};

/** The activation that a request made, among those AT&T shows of its device. */
const activationMade = (answer: unknown, request: ParsedRequest, write: SentWrite) => {
  const activations = valueAt(answer, '/activations');
  if (!Array.isArray(activations)) return answer === undefined ? 'none' : 'unclear';
  const candidates = activations.map((shown: unknown) => ({
    shown: textAt(shown, '/requestId') ? shown : undefined,
    madeAt: textAt(shown, '/requestDate'),
    pairs: repeated(request, shown, ['/externalId', ...devices]),
  }));
  return madeByWrite(candidates, write.at, takesEffectWithinMs(write));
};

/** AT&T’s list of a device’s activations would show it, with its id; where there is no such list, its line may. */
export const byActivationsOfDevice: ReadBack = {
  by: listServiceActivations,
  request: askedBy({ sim: '/device/sim', eid: '/device/eid', imei: '/device/imei', externalId: '/externalId' }),
  verdict: (...told) => verdictOn(activationMade(...told), 'not-applied'),
  answer: (...told) => shownIn(activationMade(...told)),
  leavesOpen: 'An activation is told from an older one of its device by `requestDate`, which AT&T’s list has to show.',
  orElse: byActivatedLine,
};
