import { refuse } from '../../admission';
import type { Behaviour, OperationBehaviour } from '../../behaviour';
import { orders, statusOf, subOrders } from './orders';

/** All that AT&T prints as required for the one page it has of this read, AIAB’s. */
const required = ['externalIdentifierId', 'externalIdentifierType', 'businessAccountName'];

/** By order or sub-order id. Five days of simulated time after its last handoff an order is complete. */
const answer: Behaviour = ({ query }, world) => {
  const missing = required.filter((name) => (query[name] ?? '') === '');
  if (missing.length > 0) return refuse(400, `Required query parameter ${missing.join(', ')} is missing`);
  const id = query['externalIdentifierId'] ?? '';
  const subOrder = world.of(subOrders).get(id);
  const order = world.of(orders).get(subOrder?.orderId ?? id);
  if (order?.program !== 'alliance') return refuse(404, `Order ${id} not found`);
  return {
    status: 200,
    body: {
      status: 200,
      responseData: { orderNumber: order.orderId, orderStatus: subOrder?.status ?? statusOf(order, world) },
      timestamp: world.now().toISOString(),
    },
  };
};

export const allianceGetOrderStatus: OperationBehaviour = { answer };
