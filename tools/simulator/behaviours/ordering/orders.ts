import * as z from 'zod';
import type { SimRequest } from '../../behaviour';
import { longRecordId } from '#domain/order/record-id';
import { defineKind } from '../../world/kind';
import type { SimWorld } from '../../world/sim-world';
import { programOf } from './quotes';
import { sampleOrders } from './sample-records';

const orderSchema = z.object({
  orderId: z.string(),
  subOrderIds: z.array(z.string()).default([]),
  program: z.enum(['apex', 'alliance']),
  /** Absent for the orders of AT&T’s samples. */
  quoteId: z.string().optional(),
  /** AT&T will cancel it instead of completing it. */
  isDoomed: z.boolean().default(false),
});
export type Order = z.infer<typeof orderSchema>;

/** What was ordered, by order id. */
export const orders = defineKind({
  keyOf: longRecordId,
  name: 'order',
  schema: orderSchema,
  initially: () =>
    Object.fromEntries(
      sampleOrders.map(({ program, orderId, subOrderId }): [string, Order] => [
        orderId,
        { orderId, subOrderIds: [subOrderId], program, isDoomed: false },
      ]),
    ),
});

/** `IN_PROGRESS` is AT&T’s; the other words are assumed. */
const statuses = ['CREATED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'] as const;
type Status = (typeof statuses)[number];

const orderItemSchema = z.object({
  orderItemId: z.string(),
  orderItemType: z.string(),
  portSpeed: z.string().optional(),
});
export type OrderItem = z.infer<typeof orderItemSchema>;

const subOrderSchema = z.object({
  subOrderId: z.string(),
  orderId: z.string(),
  program: z.enum(['apex', 'alliance']),
  items: z.array(orderItemSchema),
  /** When each enrichment was last saved, by its name. */
  enrichments: z.record(z.string(), z.string()),
  status: z.enum(statuses).default('CREATED'),
});
export type SubOrder = z.infer<typeof subOrderSchema>;

export const isHandedOff = ({ status }: SubOrder): boolean => status !== 'CREATED';

const ended =
  (status: Status) =>
  (subOrder: SubOrder): SubOrder | undefined =>
    subOrder.status === 'IN_PROGRESS' ? { ...subOrder, status } : undefined;

const sampleTime = '2026-03-05T09:04:51.000+0000';
const sampleItems: OrderItem[] = [
  { orderItemId: '802dx00000IfgCTAAZ', orderItemType: 'Port', portSpeed: '10 Gbps' },
  { orderItemId: '802dx00000IfgCUAAZ', orderItemType: 'Access' },
];

/** The part of an order that is enriched and handed off, by sub-order id. It goes on by itself from then on. */
export const subOrders = defineKind({
  keyOf: longRecordId,
  name: 'sub-order',
  schema: subOrderSchema,
  initially: () =>
    Object.fromEntries(
      sampleOrders.map(({ program, orderId, subOrderId, enrichments }): [string, SubOrder] => [
        subOrderId,
        {
          subOrderId,
          orderId,
          program,
          items: sampleItems,
          enrichments: Object.fromEntries(enrichments.map((name) => [name, sampleTime])),
          status: 'CREATED',
        },
      ]),
    ),
  transitions: { complete: ended('COMPLETED'), cancel: ended('CANCELLED') },
});

/** An order has ended when all of it has; it is under way from its first handoff on. */
export const statusOf = ({ subOrderIds }: Order, world: SimWorld): Status => {
  const parts = subOrderIds.map((id) => world.of(subOrders).get(id)?.status ?? 'CREATED');
  if (parts.every((status) => status === parts[0])) return parts[0] ?? 'CREATED';
  return parts.every((status) => status === 'COMPLETED' || status === 'CANCELLED') ? 'COMPLETED' : 'IN_PROGRESS';
};

const idsSchema = z.looseObject({ subOrderId: z.string(), orderId: z.string().optional() });

export const subOrderIdIn = (body: unknown): string => idsSchema.parse(body).subOrderId;

/** The sub-order the body names, if it is one of the order the body names and of this program. */
export const subOrderOf = (request: SimRequest, world: SimWorld): Readonly<SubOrder> | undefined => {
  const { subOrderId, orderId } = idsSchema.parse(request.body);
  const subOrder = world.of(subOrders).get(subOrderId);
  const isMeant =
    subOrder?.program === programOf(request) &&
    (orderId === undefined || longRecordId(orderId) === longRecordId(subOrder.orderId));
  return isMeant ? subOrder : undefined;
};
