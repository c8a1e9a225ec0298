import * as z from 'zod';
import { defineKind } from '../../world/kind';
import type { SimWorld } from '../../world/sim-world';
import { changeLine, lines } from './lines';
import { freeAddresses, fullApn, isAddressInUse } from './static-ips';

/** Lines at which a step fails, by the last four digits of their number. */
export const failingLines = { reservation: '0127', profileCheck: '0135', profileUpdate: '0136' };
export const stuckApn = 'stuck.example.com';

const stepTimes = { check: 'PT2M', reserve: 'PT5M', update: 'PT10M' };

const subscriberSchema = z.object({
  subscriberNumber: z.string(),
  staticIp: z.string().nullable().default(null),
  profileCheck: z.string().default('pending'),
  ipReservation: z.string().default('pending'),
  profileUpdate: z.string().default('pending'),
  reason: z.string().optional(),
});
type Subscriber = z.infer<typeof subscriberSchema>;

const batchSchema = z.object({
  batchId: z.string(),
  /** `pending`, `completed`, `partial`, `failed`; a test may set any word. */
  batchStatus: z.string().default('pending'),
  apn: z.string(),
  subscribers: z.array(subscriberSchema).default([]),
});
export type PdpBatch = z.infer<typeof batchSchema>;

const isFailed = ({ reason }: Subscriber): boolean => reason !== undefined;

const checked = (subscriber: Subscriber, world: SimWorld): Subscriber => {
  const { subscriberNumber: number } = subscriber;
  const status = world.of(lines).get(number)?.status;
  const reason = number.endsWith(failingLines.profileCheck)
    ? 'The profile does not allow packet data.'
    : status === undefined
      ? 'The line is not known.'
      : status === 'active' || number.endsWith(failingLines.reservation)
        ? undefined
        : `The line is ${status}.`;
  return reason === undefined
    ? { ...subscriber, profileCheck: 'completed' }
    : { ...subscriber, profileCheck: 'failed', staticIp: null, reason };
};

const reserved = (subscriber: Subscriber, apn: string, world: SimWorld): Subscriber => {
  if (isFailed(subscriber)) return subscriber;
  const { subscriberNumber: number, staticIp } = subscriber;
  const address = staticIp ?? freeAddresses(world, apn)[0];
  const reason =
    address === undefined || apn === fullApn
      ? 'No address is free.'
      : number.endsWith(failingLines.reservation) || isAddressInUse(world, apn, address)
        ? 'The address is in use.'
        : undefined;
  if (reason !== undefined || address === undefined) {
    return { ...subscriber, ipReservation: 'failed', staticIp: null, ...(reason === undefined ? {} : { reason }) };
  }
  changeLine(world, number, { apn, staticIp: address });
  return { ...subscriber, ipReservation: 'completed', staticIp: address };
};

const updated = (subscriber: Subscriber, world: SimWorld): Subscriber => {
  if (isFailed(subscriber)) return subscriber;
  if (!subscriber.subscriberNumber.endsWith(failingLines.profileUpdate)) {
    return { ...subscriber, profileUpdate: 'completed' };
  }
  changeLine(world, subscriber.subscriberNumber, { apn: undefined, staticIp: undefined });
  return { ...subscriber, profileUpdate: 'failed', staticIp: null, reason: 'The profile could not be written.' };
};

const verdict = (subscribers: readonly Subscriber[]): string => {
  const failures = subscribers.filter(isFailed).length;
  return failures === 0 ? 'completed' : failures === subscribers.length ? 'failed' : 'partial';
};

/** PDP batches by their id. */
export const pdpBatches = defineKind<PdpBatch>({
  name: 'mobility-pdp-batch',
  schema: batchSchema,
  initially: () => ({
    'PDP-0000000002': batchSchema.parse({
      batchId: 'PDP-0000000002',
      batchStatus: 'partial',
      apn: 'fleet.example.com',
      subscribers: [
        {
          subscriberNumber: '2125550119',
          staticIp: '192.0.2.20',
          profileCheck: 'completed',
          ipReservation: 'completed',
          profileUpdate: 'completed',
        },
        {
          subscriberNumber: '2125550127',
          profileCheck: 'completed',
          ipReservation: 'failed',
          reason: 'The address is in use.',
        },
      ],
    }),
  }),
  transitions: {
    check: (batch, world) => {
      if (batch.subscribers.some(({ profileCheck }) => profileCheck !== 'pending')) return undefined;
      world.after(stepTimes.reserve, pdpBatches, batch.batchId, 'reserve');
      return { ...batch, subscribers: batch.subscribers.map((subscriber) => checked(subscriber, world)) };
    },
    reserve: (batch, world) => {
      if (batch.subscribers.some(({ ipReservation }) => ipReservation !== 'pending')) return undefined;
      world.after(stepTimes.update, pdpBatches, batch.batchId, 'update');
      return { ...batch, subscribers: batch.subscribers.map((subscriber) => reserved(subscriber, batch.apn, world)) };
    },
    update: (batch, world) => {
      if (batch.batchStatus !== 'pending') return undefined;
      const subscribers = batch.subscribers.map((subscriber) => updated(subscriber, world));
      return { ...batch, subscribers, batchStatus: verdict(subscribers) };
    },
  },
});

/** Takes a batch in. */
export const beginPdpBatch = (
  wish: { batchId: string; apn: string; subscribers: object[] },
  world: SimWorld,
): PdpBatch => {
  if (wish.apn !== stuckApn) world.after(stepTimes.check, pdpBatches, wish.batchId, 'check');
  return world.of(pdpBatches).put(wish.batchId, batchSchema.parse(wish));
};
