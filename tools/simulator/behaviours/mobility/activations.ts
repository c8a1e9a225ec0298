import * as z from 'zod';
import { defineKind } from '../../world/kind';
import type { SimWorld } from '../../world/sim-world';
import { deviceObstacle } from './equipment';
import { lines, putLine } from './lines';
import { freeNumber, takenEnding } from './number-pools';
import { simObstacle } from './sims';

export const activationTimes = { reserve: 'PT15M', activate: 'PT45M', unheardOf: 'P1D' };
/** Last four digits of a SIM. */
export const slowSims = { stuck: '0905', unheardOfStatus: '0906' };
export const unheardOfStatus = 'provisioning-review';

/** What is asked for. */
export const activationWish = z.looseObject({
  billingAccountNumber: z.string(),
  foundationAccountNumber: z.string().optional(),
  subscriber: z.looseObject({
    name: z.looseObject({}),
    contact: z.looseObject({}).optional(),
    primaryPlaceOfUse: z.looseObject({}),
  }),
  serviceZip: z.string(),
  ratePlanCode: z.string(),
  featureCodes: z.array(z.string()).default([]),
  device: z.looseObject({ imei: z.string(), sim: z.string().optional(), eid: z.string().optional() }),
  subscriberNumber: z.string().optional(),
  externalId: z.string().optional(),
});

const activationSchema = z.object({
  requestId: z.string(),
  /** `pending`, `reserved`, `active`, `rejected`; a test may set any word. */
  status: z.string().default('pending'),
  subscriberNumber: z.string().nullable().default(null),
  reasonCode: z.string().optional(),
  reason: z.string().optional(),
  /** When it was taken in; absent for one that was there from the start. */
  requestedAt: z.string().optional(),
  wish: activationWish.optional(),
});
export type Activation = z.infer<typeof activationSchema>;

const rejected = (activation: Activation, code: string, reason: string): Activation => ({
  ...activation,
  status: 'rejected',
  subscriberNumber: null,
  reasonCode: code,
  reason,
});

/** The SIM and the device are looked at, and a number is found. */
const reserve = (activation: Activation, world: SimWorld): Activation | undefined => {
  const { wish, status, requestId } = activation;
  if (!wish || status !== 'pending') return undefined;
  const { imei, sim, eid } = wish.device;
  if (sim?.endsWith(slowSims.stuck)) return undefined;
  const obstacle = simObstacle(world, sim) ?? deviceObstacle(imei, eid !== undefined);
  if (obstacle) return rejected(activation, obstacle.code, obstacle.reason);
  if (wish.subscriberNumber !== undefined && activation.subscriberNumber === null) {
    return rejected(activation, 'NUMBER_NOT_AVAILABLE', `${wish.subscriberNumber} is taken.`);
  }
  const subscriberNumber =
    activation.subscriberNumber ??
    freeNumber(world, { zip: wish.serviceZip, isTaken: (number) => isNumberTaken(world, number) });
  if (subscriberNumber === undefined) {
    return rejected(activation, 'NO_NUMBER_AVAILABLE', `There is no free number in ${wish.serviceZip}.`);
  }
  const isUnheardOf = sim?.endsWith(slowSims.unheardOfStatus) === true;
  const delay = isUnheardOf ? activationTimes.unheardOf : activationTimes.activate;
  world.after(delay, activations, requestId, 'activate');
  return { ...activation, status: isUnheardOf ? unheardOfStatus : 'reserved', subscriberNumber };
};

const activate = (activation: Activation, world: SimWorld): Activation | undefined => {
  const { wish, status, subscriberNumber } = activation;
  if (!wish || subscriberNumber === null || (status !== 'reserved' && status !== unheardOfStatus)) return undefined;
  const since = world.now().toISOString();
  putLine(world, subscriberNumber, {
    status: 'active',
    statusDate: since,
    activatedAt: since,
    billingAccountNumber: wish.billingAccountNumber,
    foundationAccountNumber: wish.foundationAccountNumber,
    name: wish.subscriber.name,
    contact: wish.subscriber.contact,
    primaryPlaceOfUse: wish.subscriber.primaryPlaceOfUse,
    ratePlan: { code: wish.ratePlanCode, effectiveDate: since },
    features: wish.featureCodes.map((code) => ({ code, effectiveDate: since })),
    device: { imei: wish.device.imei, sim: wish.device.sim, eid: wish.device.eid },
  });
  return { ...activation, status: 'active' };
};

const wishOfExample = activationWish.parse({
  billingAccountNumber: '287300000002',
  subscriber: {
    name: { firstName: 'Robin', lastName: 'Example' },
    primaryPlaceOfUse: { street: '100 Example Avenue', city: 'New York', state: 'NY', zipCode: '10001' },
  },
  serviceZip: '10001',
  ratePlanCode: 'UNLIMITED-A',
  device: { imei: '352099000001061', sim: '89014103200000000025' },
  externalId: 'order-1003',
});

/** Activations by their request id. Those of the examples are over from the start. */
export const activations = defineKind<Activation>({
  name: 'mobility-activation',
  schema: activationSchema,
  initially: () => ({
    'ACT-0000000003': {
      requestId: 'ACT-0000000003',
      status: 'active',
      subscriberNumber: '2125550125',
      requestedAt: '2026-11-05T08:00:00.000Z',
      wish: wishOfExample,
    },
    'ACT-0000000004': {
      requestId: 'ACT-0000000004',
      status: 'rejected',
      subscriberNumber: null,
      reasonCode: 'SIM_IN_USE',
      reason: 'The SIM is in use on another line.',
    },
  }),
  lookups: {
    number: ({ subscriberNumber }) => subscriberNumber,
    sim: ({ wish }) => wish?.device.sim,
    eid: ({ wish }) => wish?.device.eid,
    imei: ({ wish }) => wish?.device.imei,
    externalId: ({ wish }) => wish?.externalId,
  },
  transitions: { reserve, activate },
});

/** Never free, on a line, or promised to one that is being activated. */
export const isNumberTaken = (world: SimWorld, number: string): boolean =>
  number.endsWith(takenEnding) ||
  world.of(lines).get(number) !== undefined ||
  world
    .of(activations)
    .having('number', number)
    .some(([, { status }]) => status !== 'rejected');

/** Takes an activation in. A wished number that is taken is found out when its turn comes. */
export const beginActivation = (
  requestId: string,
  wish: z.infer<typeof activationWish>,
  world: SimWorld,
): Activation => {
  const { subscriberNumber: wished } = wish;
  const promised = wished === undefined || isNumberTaken(world, wished) ? null : wished;
  world.after(activationTimes.reserve, activations, requestId, 'reserve');
  const requestedAt = world.now().toISOString();
  return world
    .of(activations)
    .put(requestId, { requestId, status: 'pending', subscriberNumber: promised, requestedAt, wish });
};
