import * as z from 'zod';
import { refuse } from '../../admission';
import type { Behaviour, OperationBehaviour, SimAnswer } from '../../behaviour';
import type { SimWorld } from '../../world/sim-world';
import { isHandedOff, subOrderIdIn, subOrderOf, subOrders, type SubOrder } from './orders';
import { failed, failedInList } from './refusals';

interface Enrichment {
  name: string;
  refusedUnknown: (message: string) => SimAnswer;
  refusedLate: (message: string) => SimAnswer;
  saved: (subOrder: SubOrder, body: unknown, world: SimWorld) => unknown;
}

/** Saves details of a sub-order; they can be saved again until it is handed off. */
const enrich = ({ name, refusedUnknown, refusedLate, saved }: Enrichment): OperationBehaviour => {
  const answer: Behaviour = (request, world) => {
    const subOrder = subOrderOf(request, world);
    if (!subOrder) return refusedUnknown('Order not found');
    if (isHandedOff(subOrder)) return refusedLate('The order is submitted; it cannot be changed');
    const enrichments = { ...subOrder.enrichments, [name]: world.timestamp() };
    const enriched = world.of(subOrders).put(subOrder.subOrderId, { ...subOrder, enrichments });
    return { status: 200, body: saved(enriched, request.body, world) };
  };
  return {
    answer,
    effectOf: ({ body }) => `${name} of sub-order ${subOrderIdIn(body)}`,
    afterExample: (request, _answer, world) => void answer(request, world),
  };
};

const usual = { refusedUnknown: (message: string) => refuse(404, message), refusedLate: failed };

const savedAs =
  (statusMessage: string): Enrichment['saved'] =>
  ({ orderId, subOrderId }) => ({ orderId, subOrderId, status: 'Success', statusMessage });

const billingSchema = z.looseObject({ billingAccountName: z.string().default('Billing account') });

export const apexEnrichInstallationAndShipping = enrich({
  ...usual,
  name: 'installationAndShipping',
  saved: savedAs('Installation and shipping info is saved'),
});

export const apexReservePort = enrich({
  ...usual,
  name: 'portReservation',
  saved: savedAs('Floor & Room info is saved'),
});

export const apexEnrichBilling = enrich({
  ...usual,
  name: 'billing',
  saved: ({ orderId, subOrderId }, _body, world) => ({
    billingAccountId: world.ids.salesforce('001'),
    orderId,
    status: 'Billing Account created successfully',
    subOrderId,
  }),
});

export const allianceEnrichInstallation = enrich({
  ...usual,
  name: 'installation',
  saved: savedAs('Installation info is saved'),
});

export const allianceEnrichShipping = enrich({
  ...usual,
  name: 'shipping',
  saved: savedAs('Shipping info is saved'),
});

export const allianceEnrichBilling = enrich({
  name: 'billing',
  refusedUnknown: (message) => failedInList('ORDER_NOT_FOUND', message),
  refusedLate: (message) => failedInList('ORDER_SUBMITTED', message),
  saved: (_subOrder, body, world) => [
    {
      BillingAccountName: billingSchema.parse(body).billingAccountName,
      BillingAccountInvoiceNumber: world.ids.digits('billing-invoice', 13),
    },
  ],
});
