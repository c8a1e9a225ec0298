import * as z from 'zod';
import type { Behaviour, OperationBehaviour } from '../../behaviour';
import { beginPdpBatch, failingLines, pdpBatches, stuckApn } from './pdp-batches';
import { fullApn } from './static-ips';

const bodySchema = z.looseObject({
  apn: z.string(),
  subscribers: z
    .array(z.looseObject({ subscriberNumber: z.string(), staticIp: z.string().optional() }))
    .min(1)
    .max(10),
});

const answer: Behaviour = ({ body }, world) => {
  const wish = bodySchema.parse(body);
  const batchId = `PDP-${world.ids.digits('pdp-batch', 10)}`;
  return { status: 202, body: beginPdpBatch({ ...wish, batchId }, world) };
};

const exampleAnswer = z.looseObject({ batchId: z.string() });

export const provisionPdp: OperationBehaviour = {
  answer,
  afterExample: ({ body }, example, world) =>
    void beginPdpBatch({ ...bodySchema.parse(body), ...exampleAnswer.parse(example.body) }, world),
  makes: ({ body }) => ({ kind: pdpBatches, key: exampleAnswer.parse(body).batchId }),
  effectOf: ({ body }) => {
    const { apn, subscribers } = bodySchema.parse(body);
    return `PDP batch on ${apn} of ${subscribers.map(({ subscriberNumber }) => subscriberNumber).join(', ')}`;
  },
  magicValues: [
    {
      where: '/subscribers',
      value: `a number that ends in ${failingLines.reservation}`,
      outcome: 'Its `ipReservation` fails within 7 minutes: the address is in use. The other lines succeed.',
    },
    {
      where: '/subscribers',
      value: `a number that ends in ${failingLines.profileCheck}`,
      outcome: 'Its `profileCheck` fails within 2 minutes. The other lines succeed.',
    },
    {
      where: '/subscribers',
      value: `a number that ends in ${failingLines.profileUpdate}`,
      outcome:
        'Its `profileUpdate` fails within 17 minutes, if the line is known (2125550136 is). The other lines succeed.',
    },
    { where: '/apn', value: stuckApn, outcome: 'The batch stays `pending` for ever.' },
    { where: '/apn', value: fullApn, outcome: 'Every `ipReservation` fails: no address is free.' },
  ],
};
