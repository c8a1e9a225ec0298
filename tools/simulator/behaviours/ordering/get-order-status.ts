import { refuse } from '../../admission';
import type { Behaviour, OperationBehaviour } from '../../behaviour';
import { orders, subOrders } from './orders';

/** By order or sub-order id. After its handoff an order is in progress for five days of simulated time. */
const answer: Behaviour = ({ query }, world) => {
  const id = query['externalIdentifierId'] ?? '';
  const order = world.of(orders).get(world.of(subOrders).get(id)?.orderId ?? id);
  if (order?.program !== 'alliance') return refuse(404, `Order ${id} not found`);
  return {
    status: 200,
    body: {
      status: 200,
      responseData: { orderNumber: order.orderId, orderStatus: order.status },
      timestamp: world.now().toISOString(),
    },
  };
};

export const allianceGetOrderStatus: OperationBehaviour = { answer };
