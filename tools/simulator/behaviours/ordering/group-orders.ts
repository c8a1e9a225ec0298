import * as z from 'zod';
import { refuse } from '../../admission';
import type { Behaviour, OperationBehaviour } from '../../behaviour';
import { defineKind } from '../../world/kind';
import { orders } from './orders';

const groupSchema = z.object({ groupId: z.string(), groupName: z.string(), orderIds: z.array(z.string()) });

/** Customer defined groups, by name: grouping under the same name again replaces the group’s orders. */
export const orderGroups = defineKind({ name: 'order-group', schema: groupSchema });

const requestSchema = z.looseObject({ groupName: z.string().default(''), orderIds: z.array(z.string()).min(1) });

const answer: Behaviour = (request, world) => {
  const { groupName, orderIds } = requestSchema.parse(request.body);
  const unknown = orderIds.find((orderId) => world.of(orders).get(orderId)?.program !== 'alliance');
  if (unknown !== undefined) return refuse(404, `Order ${unknown} not found`);
  const groupId = world.of(orderGroups).get(groupName)?.groupId ?? world.ids.salesforce('a3G');
  world.of(orderGroups).put(groupName, { groupId, groupName, orderIds });
  return { status: 200, body: { status: 'Success', statusMessage: 'Success', groupId } };
};

const groupedSchema = z.looseObject({ groupId: z.string() });

export const allianceGroupOrders: OperationBehaviour = {
  answer,
  afterExample: (request, { body }, world) => {
    const { groupName, orderIds } = requestSchema.parse(request.body);
    world.of(orderGroups).put(groupName, { groupId: groupedSchema.parse(body).groupId, groupName, orderIds });
  },
};
