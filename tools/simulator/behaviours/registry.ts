import type { OperationId } from '#operations/registry';
import type { OperationBehaviour } from '../behaviour';
import { mobilityBehaviours } from './mobility/mobility-behaviours';
import { orderingBehaviours } from './ordering/ordering-behaviours';

/** Operations with a behaviour of their own. The others answer with their first example and the request's ids. */
export const behaviours: Partial<Record<OperationId, OperationBehaviour>> = {
  ...orderingBehaviours,
  ...mobilityBehaviours,
};
