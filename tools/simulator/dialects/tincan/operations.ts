import { accounts } from './accounts';
import { batches } from './batches';
import { lineChanges, lineReads } from './lines';
import { portOrders } from './port-orders';
import { productOrders } from './product-orders';
import type { TincanOperation } from './tincan-operation';

export const tincanOperations: readonly TincanOperation[] = [
  ...portOrders,
  ...productOrders,
  ...lineReads,
  ...lineChanges,
  ...accounts,
  ...batches,
];
