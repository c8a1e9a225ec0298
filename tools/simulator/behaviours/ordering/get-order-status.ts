import { refuse } from '../../admission';
import type { Behaviour, OperationBehaviour } from '../../behaviour';
import { orders, subOrders } from './orders';

/** All that AT&T prints as required for the one page it has of this read, AIAB’s. */
const required = ['externalIdentifierId', 'externalIdentifierType', 'businessAccountName'];

/** By order or sub-order id. After its handoff an order is in progress for five days of simulated time. */
const answer: Behaviour = ({ query }, world) => {
  const missing = required.filter((name) => (query[name] ?? '') === '');
  if (missing.length > 0) return refuse(400, `Required query parameter ${missing.join(', ')} is missing`);
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
