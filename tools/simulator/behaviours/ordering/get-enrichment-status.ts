import { refuse } from '../../admission';
import type { Behaviour, OperationBehaviour } from '../../behaviour';
import { subOrders } from './orders';

/** One record per ordered item once anything of the sub-order is saved; none of them before. */
const answer: Behaviour = ({ query }, world) => {
  const subOrderId = query['subOrderId'] ?? '';
  const subOrder = world.of(subOrders).get(subOrderId);
  if (subOrder?.program !== 'apex') return refuse(404, `Sub-order ${subOrderId} not found`);
  const [CreatedDate] = Object.values(subOrder.enrichments).toSorted();
  if (CreatedDate === undefined) return { status: 200, body: [] };
  return {
    status: 200,
    body: subOrder.items.map(({ orderItemId, orderItemType, portSpeed }) => ({
      Id: orderItemId,
      CreatedDate,
      Product2: { Name: orderItemType },
      ...(portSpeed === undefined ? {} : { 'Port Speed': portSpeed }),
    })),
  };
};

export const apexGetEnrichmentStatus: OperationBehaviour = { answer };
