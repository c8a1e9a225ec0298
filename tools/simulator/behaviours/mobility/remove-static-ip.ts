import type { Behaviour, OperationBehaviour } from '../../behaviour';
import { changeLine, lines } from './lines';
import { notFound, refusedWith200 } from './refusals';

const answer: Behaviour = ({ path }, world) => {
  const number = path.subscriberNumber ?? '';
  const line = world.of(lines).get(number);
  if (!line) return notFound('Subscriber', number);
  if (line.staticIp === undefined) {
    return refusedWith200('NO_STATIC_IP', `Subscriber ${number} has no static address`, { subscriberNumber: number });
  }
  changeLine(world, number, { apn: undefined, staticIp: undefined });
  return { status: 200, body: { subscriberNumber: number, status: 'Success' } };
};

export const removeStaticIp: OperationBehaviour = {
  answer,
  afterExample: (request, _, world) => void answer(request, world),
  effectOf: ({ path }) => `static address of ${path.subscriberNumber ?? ''} removed`,
  magicValues: [
    {
      where: 'path subscriberNumber',
      value: '2125550103',
      outcome: '200 whose body says `NO_STATIC_IP`: the line has none.',
    },
  ],
};
