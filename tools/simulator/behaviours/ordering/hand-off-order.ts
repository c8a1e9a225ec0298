import { refuse } from '../../admission';
import type { Behaviour, OperationBehaviour } from '../../behaviour';
import { isHandedOff, orders, subOrderIdIn, subOrderOf, subOrders } from './orders';
import { failedHandoff } from './refusals';

/** AT&T does not publish which enrichments it needs; billing is called optional. */
const required = {
  apex: ['installationAndShipping', 'portReservation'],
  alliance: ['installation', 'shipping'],
} as const;

const fulfilmentTakes = 'P5D';
const cancellationTakes = 'P2D';

const answer: Behaviour = (request, world) => {
  const subOrder = subOrderOf(request, world);
  if (!subOrder) return refuse(404, 'Order not found');
  if (isHandedOff(subOrder)) return refuse(409, 'The order is submitted already');
  const missing = required[subOrder.program].filter((name) => subOrder.enrichments[name] === undefined);
  if (missing.length > 0) return failedHandoff(`The order is not complete: ${missing.join(', ')}`);
  const { subOrderId, orderId } = subOrder;
  world.of(subOrders).put(subOrderId, { ...subOrder, status: 'IN_PROGRESS' });
  if (world.of(orders).get(orderId)?.isDoomed) world.after(cancellationTakes, subOrders, subOrderId, 'cancel');
  else world.after(fulfilmentTakes, subOrders, subOrderId, 'complete');
  return {
    status: 200,
    body: { status: 'success', message: 'order submitted and sent to serviceNow' },
  };
};

const handOffOrder: OperationBehaviour = {
  answer,
  effectOf: ({ body }) => `handoff of sub-order ${subOrderIdIn(body)}`,
  afterExample: (request, _answer, world) => void answer(request, world),
};

export const apexHandOffOrder = handOffOrder;
export const allianceHandOffOrder = handOffOrder;
