import * as z from 'zod';
import { refuse } from '../../admission';
import type { Behaviour, MagicValue, OperationBehaviour, SimRequest } from '../../behaviour';
import type { SimWorld } from '../../world/sim-world';
import { contracts } from './contracts';
import { creditChecks, isApproved } from './credit-checks';
import { orders, subOrders, type OrderItem } from './orders';
import { failed } from './refusals';
import { quoteOf, quotes, type Quote } from './quotes';

const requestSchema = z.looseObject({
  quoteId: z.string(),
  'checkT&C': z.boolean().default(true),
  contacts: z.looseObject({
    contactDetails: z.looseObject({ primary: z.looseObject({ email: z.string().optional() }).optional() }).optional(),
  }),
});

const cancelledMailbox = 'cancelled@example.com';

const itemTypes = ['AT&T Dedicated Internet (Mid Market)', 'Access', 'Port', 'ADI Install'] as const;

/** What is ordered for each site: the products it was configured with. */
const itemsBySite = ({ configurations, sites }: Quote, world: SimWorld): OrderItem[][] =>
  sites.map(({ siteId }) => {
    const own = configurations.filter((one) => one.siteId === siteId);
    return (own.length > 0 ? own : [{ features: [] }]).flatMap(({ features }) => {
      const portSpeed = features.find(({ name }) => name === 'Port Speed')?.value;
      return itemTypes.map((orderItemType) => ({
        orderItemId: world.ids.salesforce('802'),
        orderItemType,
        ...(orderItemType === 'Port' && portSpeed !== undefined ? { portSpeed } : {}),
      }));
    });
  });

/** One sub-order for each site of the quote. */
const answer: Behaviour = (request, world) => {
  const { quoteId, 'checkT&C': acceptsTerms, contacts } = requestSchema.parse(request.body);
  const quote = quoteOf(request, world, quoteId);
  if (!quote) return refuse(404, `Quote ${quoteId} not found`);
  if (quote.orderId !== undefined) return refuse(409, `Quote ${quoteId} is ordered already`);
  if (!acceptsTerms) return failed('The terms and conditions are not accepted');
  if (!isApproved(world.of(creditChecks).get(quoteId))) return failed('The quote has no approved credit check');
  if (world.of(contracts).get(quoteId)?.status !== 'Signed') return refuse(400, 'The contract is not signed');
  const { program } = quote;
  const orderId = world.ids.salesforce('801');
  const made = itemsBySite(quote, world).map((items) => ({
    // AT&T’s samples show sub-orders of 15 characters as well.
    subOrderId: world.ids.salesforce('801', world.ids.next('sub-order') % 4 === 0 ? 15 : 18),
    items,
  }));
  const isDoomed = contacts.contactDetails?.primary?.email === cancelledMailbox;
  const subOrderIds = made.map(({ subOrderId }) => subOrderId);
  world.of(orders).put(orderId, { orderId, subOrderIds, program, quoteId, isDoomed });
  for (const one of made)
    world.of(subOrders).put(one.subOrderId, { ...one, orderId, program, enrichments: {}, status: 'CREATED' });
  world.of(quotes).put(quoteId, { ...quote, orderId });
  const told = made.map(({ subOrderId, items }) => ({
    subOrderId,
    subOrderItem: items.map(({ orderItemId, orderItemType }) => ({ orderItemId, orderItemType })),
  }));
  return {
    status: 200,
    body: {
      status: 'Success',
      orderId,
      // AT&T prints the one object; that several are a list is assumed.
      subOrder: told.length === 1 ? told[0] : told,
      statusMessage: 'Success',
    },
  };
};

const effectOf = ({ body }: SimRequest): string => `order of quote ${requestSchema.parse(body).quoteId}`;

const createdSchema = z.looseObject({
  orderId: z.string(),
  subOrder: z.looseObject({
    subOrderId: z.string(),
    subOrderItem: z.array(z.looseObject({ orderItemId: z.string(), orderItemType: z.string() })),
  }),
});

/** The order of AT&T’s sample is there from the beginning; now it is known which quote it is of, and what was ordered. */
const afterExample: OperationBehaviour['afterExample'] = (request, { body }, world) => {
  const { quoteId } = requestSchema.parse(request.body);
  const { orderId, subOrder } = createdSchema.parse(body);
  const [quote, order] = [quoteOf(request, world, quoteId), world.of(orders).get(orderId)];
  if (quote) world.of(quotes).put(quoteId, { ...quote, orderId });
  if (order) world.of(orders).put(orderId, { ...order, quoteId });
  const known = world.of(subOrders).get(subOrder.subOrderId);
  const items = subOrder.subOrderItem.map(({ orderItemId, orderItemType }) => ({ orderItemId, orderItemType }));
  const isKnown = items.every((item) => known?.items.some(({ orderItemId }) => orderItemId === item.orderItemId));
  if (known && !isKnown) world.of(subOrders).put(subOrder.subOrderId, { ...known, items });
};

const magicValues: MagicValue[] = [
  {
    where: '/contacts/contactDetails/primary/email',
    value: cancelledMailbox,
    outcome: 'AT&T cancels the order two days of simulated time after its handoff.',
  },
];

export const apexCreateOrder: OperationBehaviour = { answer, effectOf, afterExample, magicValues };
export const allianceCreateOrder: OperationBehaviour = { answer, effectOf, afterExample, magicValues };
