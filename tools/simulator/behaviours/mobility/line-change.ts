import type * as z from 'zod';
import type { MagicValue, OperationBehaviour, SimAnswer, SimRequest } from '../../behaviour';
import type { SimWorld } from '../../world/sim-world';
import { changeLine, lines, type Line } from './lines';
import { notFound, refused, refusedWith200 } from './refusals';
import { attTime, effectiveTime } from './times';

/** A change somebody wants of a line that is there and in a status that allows it. */
interface WantedChange<B> {
  number: string;
  line: Readonly<Line>;
  body: B;
  world: SimWorld;
  /** By the body’s `effectiveDate`. */
  at: Date;
}

/** What AT&T does about it. */
interface GrantedChange {
  /** Members of the line from the change’s date on. */
  set: Partial<Line>;
  /** Members that change at once, whatever the date. */
  setNow?: Partial<Line>;
  /** Beside number and `status`. */
  answer?: object;
}

interface LineChange<B> {
  /** What is read of the body. */
  body: z.ZodType<B>;
  allowedIn: readonly string[];
  /** How AT&T refuses a line in another status. */
  otherwise: 'error-status' | '200';
  change: (wanted: WantedChange<B>) => GrantedChange | SimAnswer;
  /** Names the effect, with what must not be done twice. */
  effectOf: (number: string, body: B) => string;
  magicValues?: readonly MagicValue[];
}

/** Behaviour of an operation that changes one line named in the path. */
export const lineChange = <B extends { effectiveDate?: string | undefined }>(
  definition: LineChange<B>,
): OperationBehaviour => {
  const answer = (request: SimRequest, world: SimWorld): SimAnswer => carryOut(definition, request, world);
  return {
    answer,
    afterExample: (request, _, world) => void answer(request, world),
    effectOf: ({ path, body }) => definition.effectOf(path.subscriberNumber ?? '', definition.body.parse(body ?? {})),
    ...(definition.magicValues ? { magicValues: definition.magicValues } : {}),
  };
};

const carryOut = <B extends { effectiveDate?: string | undefined }>(
  definition: LineChange<B>,
  request: SimRequest,
  world: SimWorld,
): SimAnswer => {
  const number = request.path.subscriberNumber ?? '';
  const line = world.of(lines).get(number);
  if (!line) return notFound('Subscriber', number);
  if (!definition.allowedIn.includes(line.status)) return wrongStatus(definition, number, line);
  const body = definition.body.parse(request.body ?? {});
  const at = effectiveTime(body.effectiveDate, world.now());
  const granted = definition.change({ number, line, body, world, at });
  if ('status' in granted) return granted;
  if (granted.setNow) changeLine(world, number, granted.setNow);
  changeLine(world, number, granted.set, at);
  return { status: 200, body: { subscriberNumber: number, status: 'Success', ...granted.answer } };
};

const wrongStatus = (
  { allowedIn, otherwise }: Pick<LineChange<never>, 'allowedIn' | 'otherwise'>,
  number: string,
  { status }: Line,
): SimAnswer => {
  const code = `LINE_NOT_${allowedIn.map((word) => word.toUpperCase()).join('_OR_')}`;
  const message = `Subscriber ${number} is ${status}, must be ${allowedIn.join(' or ')}`;
  return otherwise === '200'
    ? refusedWith200(code, message, { subscriberNumber: number, lineStatus: status })
    : refused(409, code, message);
};

/** The member by which AT&T tells the date of the change. */
export const effectiveFrom = (at: Date): object => ({ effectiveDate: attTime(at) });
