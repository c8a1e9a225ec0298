import type { OperationBehaviour } from '../../behaviour';
import { pdpBatches } from './pdp-batches';
import { notFound } from './refusals';

export const getPdpProvisioning: OperationBehaviour = {
  answer: ({ path }, world) => {
    const batchId = path.batchId ?? '';
    const batch = world.of(pdpBatches).get(batchId);
    return batch ? { status: 200, body: batch } : notFound('PDP batch', batchId);
  },
};
