import * as z from 'zod';
import type { OperationBehaviour, SimAnswer } from '../../behaviour';
import type { SimWorld } from '../../world/sim-world';
import { isNumberTaken } from './activations';
import { effectiveFrom } from './line-change';
import { lines, renumberLine } from './lines';
import { freeNumber, fullOffice, servesZip, takenEnding, zipWithoutNumbers } from './number-pools';
import { notFound, refused, refusedWith200 } from './refusals';

const bodySchema = z.discriminatedUnion('mode', [
  z.looseObject({ mode: z.literal('system-assigned'), serviceZip: z.string() }),
  z.looseObject({ mode: z.literal('chosen-npa-nxx'), serviceZip: z.string(), npaNxx: z.string() }),
  z.looseObject({
    mode: z.literal('vanity'),
    serviceZip: z.string(),
    npaNxx: z.string(),
    newSubscriberNumber: z.string(),
  }),
]);
type Wish = z.infer<typeof bodySchema>;

/** The new number, or why there is none. */
const numberFor = (wish: Wish, world: SimWorld): { number: string } | { code: string; message: string } => {
  const { serviceZip } = wish;
  if (wish.mode !== 'system-assigned' && !servesZip(wish.npaNxx, serviceZip)) {
    return { code: 'NPA_NXX_OUTSIDE_ZIP', message: `${wish.npaNxx} does not serve ${serviceZip}` };
  }
  if (wish.mode === 'vanity') {
    return isNumberTaken(world, wish.newSubscriberNumber)
      ? { code: 'NUMBER_NOT_AVAILABLE', message: `${wish.newSubscriberNumber} is taken` }
      : { number: wish.newSubscriberNumber };
  }
  const number = freeNumber(world, {
    zip: serviceZip,
    office: wish.mode === 'chosen-npa-nxx' ? wish.npaNxx : undefined,
    isTaken: (candidate) => isNumberTaken(world, candidate),
  });
  return number === undefined ? { code: 'NO_NUMBER_AVAILABLE', message: 'There is no free number' } : { number };
};

const answer: OperationBehaviour['answer'] = ({ path, body }, world): SimAnswer => {
  const old = path.subscriberNumber ?? '';
  const line = world.of(lines).get(old);
  if (!line) return notFound('Subscriber', old);
  if (line.status !== 'active') return refused(409, 'LINE_NOT_ACTIVE', `Subscriber ${old} is ${line.status}`);
  const found = numberFor(bodySchema.parse(body), world);
  if ('code' in found) return refusedWith200(found.code, found.message, { subscriberNumber: old });
  renumberLine(world, old, found.number);
  return {
    status: 200,
    body: {
      subscriberNumber: old,
      status: 'Success',
      newSubscriberNumber: found.number,
      ...effectiveFrom(world.now()),
    },
  };
};

const exampleAnswer = z.looseObject({ newSubscriberNumber: z.string() });

export const changeNumber: OperationBehaviour = {
  answer,
  afterExample: ({ path }, { body }, world) =>
    renumberLine(world, path.subscriberNumber ?? '', exampleAnswer.parse(body).newSubscriberNumber),
  makes: ({ body }) => ({ kind: lines, key: exampleAnswer.parse(body).newSubscriberNumber }),
  effectOf: ({ path }) => `number of ${path.subscriberNumber ?? ''}`,
  magicValues: [
    {
      where: '/newSubscriberNumber',
      value: `ends in ${takenEnding}`,
      outcome: '200 whose body says `NUMBER_NOT_AVAILABLE`; so does every number that is on a line.',
    },
    {
      where: '/npaNxx',
      value: `ends in ${fullOffice}`,
      outcome: '200 whose body says `NO_NUMBER_AVAILABLE`, for a ZIP the simulator does not list (such as 10002).',
    },
    {
      where: '/serviceZip',
      value: zipWithoutNumbers,
      outcome: '200 whose body says `NO_NUMBER_AVAILABLE`, or `NPA_NXX_OUTSIDE_ZIP` when a number was chosen.',
    },
    {
      where: '/serviceZip',
      value: '75201',
      outcome: 'Only 214555 and 972555 serve it; another NPA-NXX is refused with `NPA_NXX_OUTSIDE_ZIP`.',
    },
  ],
};
