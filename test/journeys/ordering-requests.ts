/** Ids a journey has gathered so far. */
export interface OrderIds {
  solutionProvider: string;
  quoteId?: string;
  siteId?: string;
  orderId?: string;
  subOrderId?: string;
}

/** What a journey may want to be special. The simulator's magic values go here. */
export interface OrderChoices {
  opportunityName?: string;
  businessName?: string;
  approverEmail?: string;
}

const dates = {
  customerRequestedStartDate: '2027-01-18T15:00:00.000+0000',
  customerRequestedDueDate: '2027-02-26T23:00:00.000+0000',
};

const contact = {
  type: 'primary',
  firstName: 'Dana',
  lastName: 'Reyes',
  email: 'dana.reyes@example.com',
  street: '500 CEDAR RD',
  city: 'Plano',
  state: 'TX',
};

const installation = {
  premiseNotes: 'Ask for the building manager',
  ...dates,
  startBillingBeforeReqDueDate: 'false',
  contacts: { contactDetails: { primary: contact } },
};

const site = { siteName: 'Cedar Road', street: '500 CEDAR RD', city: 'Plano', state: 'TX', zipCode: '75074' };

type RequestBody = (ids: OrderIds, choices?: OrderChoices) => object;

/** A good body for every step of an order, by the operation's id. */
export const orderRequests = {
  'apex-create-quote': ({ solutionProvider }, { opportunityName = 'Internet for Cedar Road' } = {}) => ({
    spId: solutionProvider,
    opportunityName,
    sites: [site],
  }),
  'apex-configure-quote': ({ quoteId, siteId }) => ({
    configDiscountPromoRequest: {
      flowName: 'sendconfigDiscountPromoDetails',
      id: '1',
      pricingInputs: [
        {
          siteId,
          productId: 'OFF_ADI_MID_MARKET',
          configuration: {
            configId: 'cedar-road',
            features: [
              { name: 'Architecture', value: 'Switched' },
              { name: 'Port Speed', value: '1 Gbps' },
            ],
          },
        },
      ],
      quoteId,
    },
  }),
  'apex-assign-end-customer': ({ quoteId, siteId }) => ({
    quoteId,
    sites: [{ siteId, endCustomerName: 'Cedar Road Dental' }],
  }),
  'apex-check-credit': ({ quoteId, solutionProvider }) => ({ quoteId, spId: solutionProvider }),
  'apex-create-contract': ({ quoteId, solutionProvider }, { approverEmail = 'approver@example.com' } = {}) => ({
    quoteId,
    spId: solutionProvider,
    approverEmail,
    contractInput: {
      endCustomerDetails: {
        companyName: 'Cedar Road Dental',
        companyAddress: { street: '500 CEDAR RD', city: 'Plano', state: 'TX', zipCode: '75074' },
      },
    },
  }),
  'apex-create-order': ({ quoteId }) => ({
    quoteId,
    'checkT&C': true,
    contacts: { contactDetails: { primary: { ...contact, phone: '972-555-0100', zip: '75074' } } },
  }),
  'apex-enrich-installation-and-shipping': ({ orderId, subOrderId }) => ({ orderId, subOrderId, ...installation }),
  'apex-reserve-port': ({ subOrderId }) => ({
    subOrderId,
    Room: '12',
    Floor: '1',
    Notes: 'Rack beside the door',
    TSPCode: 'TSP100200-30',
  }),
  'apex-enrich-billing': ({ orderId, subOrderId }) => ({
    orderId,
    subOrderId,
    description: 'Monthly',
    paperlessBilling: 'true',
    contacts: { contactDetails: [{ ...contact, type: 'billing', country: 'USA', zipCode: '75074' }] },
  }),
  'apex-hand-off-order': ({ orderId, subOrderId }) => ({ orderId, subOrderId }),
  'alliance-create-quote': ({ solutionProvider }, { opportunityName = 'Internet for Pecan Street' } = {}) => ({
    spId: solutionProvider,
    subAccountId: 'P3CAN1',
    opportunityName,
    sites: [site],
  }),
  'alliance-check-credit': ({ quoteId }, { businessName = 'Pecan Street Bakery' } = {}) => ({
    quoteId,
    userEmail: 'seller@example.com',
    subAccountId: 'P3CAN1',
    businessType: 'S',
    businessName,
    doingBusinessAs: 'Pecan Street Bakery',
    primaryFirstName: 'Dana',
    primaryLastName: 'Reyes',
    legalEntityStreetAddress: '100 PECAN ST',
    legalEntityCity: 'Houston',
    legalEntityState: 'TX',
    legalEntityZipCode: '77002',
    legalEntityCountry: 'US',
  }),
  'alliance-create-contract': ({ quoteId }, { approverEmail = 'approver@example.com' } = {}) => ({
    quoteId,
    contractType: 'Quote-Based',
    contractDetails: {
      contactObj: {
        contactFirstName: 'Dana',
        contactLastName: 'Reyes',
        contactTitle: 'Owner',
        contactPhone: '713-555-0100',
        contactEmail: approverEmail,
      },
    },
  }),
  'alliance-create-order': ({ quoteId }) => ({
    quoteId,
    'checkT&C': true,
    contacts: { contactDetails: { primary: { ...contact, zip: '77002' } } },
  }),
  'alliance-enrich-installation': ({ orderId, subOrderId }) => ({ orderId, subOrderId, ...installation }),
  'alliance-enrich-shipping': ({ orderId, subOrderId }) => ({
    orderId,
    subOrderId,
    email: 'dana.reyes@example.com',
    shippingAddress: { street: '100 PECAN ST', city: 'Houston', state: 'TX', zip: '77002', country: 'US' },
    shippingNotes: 'Deliver to the bakery',
  }),
  'alliance-enrich-billing': ({ orderId, subOrderId }) => ({
    orderId,
    subOrderId,
    subAccountId: 'P3CAN1',
    billingAccountName: 'Pecan Street Bakery',
  }),
  'alliance-group-orders': ({ orderId }) => ({ groupName: 'Pecan Street', orderIds: [orderId] }),
  'alliance-hand-off-order': ({ orderId, subOrderId }) => ({ orderId, subOrderId }),
} as const satisfies Record<string, RequestBody>;

export type OrderStepId = keyof typeof orderRequests;

export const orderStepIds = Object.keys(orderRequests) as OrderStepId[];

/** The body of a step, for ids and choices. */
export const orderRequest = (id: OrderStepId, ids: OrderIds, choices?: OrderChoices): object => {
  const body: RequestBody = orderRequests[id];
  return body(ids, choices);
};
