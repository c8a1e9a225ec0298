import { refuse } from '../../admission';
import type { Behaviour, OperationBehaviour } from '../../behaviour';
import { subOrders } from './orders';

/**
 * The record of the port once anything of the sub-order is saved, with the members AT&T prints and in their forms; none of
 * them before. AT&T prints one object; that several ports are a list, and none an empty one, is assumed.
 */
const answer: Behaviour = ({ query }, world) => {
  const subOrderId = query['subOrderId'] ?? '';
  const subOrder = world.of(subOrders).get(subOrderId);
  if (subOrder?.program !== 'apex') return refuse(404, `Sub-order ${subOrderId} not found`);
  const [CreatedDate] = Object.values(subOrder.enrichments).toSorted();
  if (CreatedDate === undefined) return { status: 200, body: [] };
  const records = subOrder.items
    .filter(({ orderItemType }) => orderItemType === 'Port')
    .map(({ orderItemId, orderItemType, portSpeed }) => ({
      Id: orderItemId,
      CreatedDate,
      Product2: 'Product2',
      'Product2.Name': orderItemType,
      ...(portSpeed !== undefined && { 'Port Speed': portSpeed }),
    }));
  return { status: 200, body: records.length === 1 ? records[0] : records };
};

export const apexGetEnrichmentStatus: OperationBehaviour = { answer };
