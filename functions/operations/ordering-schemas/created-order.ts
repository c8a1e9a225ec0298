import * as z from 'zod';
import { presentId, successWord } from '#operations/shared/answers';
import { orderId, recordId, subOrderId } from '#operations/ordering-schemas/ids';
import { outcome } from '#operations/ordering-schemas/outcome';
import { text } from '#operations/ordering-schemas/text';

const item = z.looseObject({
  orderItemId: recordId.describe('Order item record; prefix `802` in AT&T’s samples.').optional(),
  orderItemType: text
    .describe('`AT&T Dedicated Internet (Mid Market)`, `Access`, `Port` and `ADI Install` seen.')
    .optional(),
});

const subOrder = z.looseObject({
  subOrderId: subOrderId.optional(),
  subOrderItem: z.array(item).optional(),
});

/** AT&T’s answer to Create Order. Printed in full for Alliance; for APEX the inside of `subOrder` is inferred from it. */
export const createdOrder = z.looseObject({
  ...outcome,
  orderId,
  subOrder: z
    .union([subOrder, z.array(subOrder)])
    .describe(
      'One object in AT&T’s samples. How an order of several sites or products looks is not public: a list is assumed, and every sub-order in it is tracked.',
    )
    .optional(),
});

/** The order exists when the status word says so and its id is there. */
export const orderWasCreated = z.object({ status: successWord, orderId: presentId });
