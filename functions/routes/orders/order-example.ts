import { orderView, type OrderView } from '#tracking/order/order-view';

const at = '2026-03-05T09:04:51.000Z';
const by = 'partner-crm';

/** An APEX order whose contract waits for its signature. */
export const orderExample: OrderView = orderView(
  {
    solutionProvider: 'A-06399x',
    program: 'apex',
    quoteId: '0Q0dx000002UEnZCAW',
    origin: 'here',
    subOrderIds: [],
    createdAt: at,
    updatedAt: at,
    facts: {
      quote: { value: 'created', provenance: 'observed', at, by },
      credit: { value: 'approved', provenance: 'attested', at, by, evidence: 'mail of 5 March' },
      contract: { value: 'sent', provenance: 'observed', at, by },
      signature: { value: 'awaited', provenance: 'observed', at, by },
    },
    pending: {},
    timeline: [{ at, type: 'order-quoted', fact: 'quote', after: 'created', provenance: 'observed', by }],
  },
  'strict',
);
