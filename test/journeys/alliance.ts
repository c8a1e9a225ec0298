import { operation as getContract } from '#operations/alliance-get-contract/operation';
import { operation as getCreditCheck } from '#operations/alliance-get-credit-check/operation';
import { operation as getOrderStatus } from '#operations/alliance-get-order-status/operation';
import { operation as lookUpEndCustomer } from '#operations/alliance-look-up-end-customer/operation';
import type { CallStep, Journey, Kept } from './journey';
import { lookAtOrder, orderStanding, orderStep, signature } from './order-steps';

const ofQuote = ({ quoteId = '' }: Kept) => ({ quoteId });

const readContract = (title: string): CallStep => ({
  title,
  route: getContract,
  query: ofQuote,
  shows: ['/contractStatus'],
});

const readStatus = (title: string): CallStep => ({
  title,
  route: getOrderStatus,
  query: ({ orderId = '' }) => ({
    externalIdentifierId: orderId,
    externalIdentifierType: 'OrderNumber',
    businessAccountName: 'Pecan Street Bakery',
  }),
  shows: ['/responseData/orderNumber', '/responseData/orderStatus'],
});

/** An Alliance order, where everything that happens at AT&T can be read. */
export const allianceJourney: Journey = {
  name: 'alliance',
  title: 'Alliance Ordering: from the lookup of the end customer to the completed order',
  solutionProvider: '10067',
  standing: orderStanding,
  steps: [
    {
      title: 'Look the end customer up',
      route: lookUpEndCustomer,
      body: () => ({
        accountName: 'Pecan Street Bakery',
        address: { street: 'PECAN', city: 'Houston', state: 'TX', country: 'USA', zipCode: '77002' },
      }),
      keeps: { subAccountId: '/0/subAccountId' },
      shows: ['/0/accountName', '/0/allianceStatus', '/0/subAccountId'],
    },
    orderStep('alliance-create-quote', 'Create the quote', {
      keeps: { quoteId: '/quoteId' },
      shows: ['/quoteId', '/opportunityId'],
    }),
    orderStep('alliance-check-credit', 'Check the credit', { shows: ['/approvalStatus', '/creditClass'] }),
    { title: 'Read the credit check', route: getCreditCheck, query: ofQuote, shows: ['/approvalStatus'] },
    orderStep('alliance-create-contract', 'Send the contract for signature', {
      shows: ['/description', '/esignRequestId'],
    }),
    orderStep('alliance-create-order', 'Create the order too early: refused, and AT&T hears nothing of it', {
      expects: 409,
      shows: ['/code', '/missing/0/fact', '/missing/0/needed'],
    }),
    signature,
    readContract('Read the contract: the gateway learns of the signature'),
    orderStep('alliance-create-order', 'Create the order, twice under one key: one order, one answer', {
      twice: true,
      keeps: { orderId: '/orderId', subOrderId: '/subOrder/subOrderId' },
      shows: ['/orderId', '/subOrder/subOrderId'],
    }),
    orderStep('alliance-enrich-installation', 'Set the installation details', { shows: ['/statusMessage'] }),
    orderStep('alliance-enrich-shipping', 'Add the shipping details', { shows: ['/statusMessage'] }),
    orderStep('alliance-enrich-billing', 'Add the billing account', { shows: ['/0/BillingAccountInvoiceNumber'] }),
    orderStep('alliance-group-orders', 'Put the order into a group', { shows: ['/groupId'] }),
    orderStep('alliance-hand-off-order', 'Hand the order off to AT&T', { shows: ['/message'] }),
    readStatus('Read the order’s status'),
    {
      title: 'Meanwhile, AT&T works for six days',
      simulator: 'POST clock',
      body: () => ({ advance: 'P6D' }),
      shows: ['/now'],
    },
    readStatus('Read the order’s status again'),
    lookAtOrder('Look at the order', 'completed'),
  ],
};
