import * as z from 'zod';
import type { OperationBehaviour } from '../../behaviour';
import { freeAddresses, fullApn } from './static-ips';

const bodySchema = z.looseObject({ apn: z.string() });

export const listAvailableStaticIps: OperationBehaviour = {
  answer: ({ body }, world) => {
    const { apn } = bodySchema.parse(body);
    return { status: 200, body: { apn, ipAddresses: freeAddresses(world, apn) } };
  },
  magicValues: [{ where: '/apn', value: fullApn, outcome: 'No address is free.' }],
};
