import { operation as getEnrichmentStatus } from '#operations/apex-get-enrichment-status/operation';
import { operation as lookUpEndCustomer } from '#operations/apex-look-up-end-customer/operation';
import type { Journey } from './journey';
import { attestation, lookAtOrder, orderStanding, orderStep, signature } from './order-steps';

/** An APEX order, where AT&T reports neither the credit decision nor the signature. */
export const apexJourney: Journey = {
  name: 'apex',
  title: 'APEX Ordering: dedicated internet, from the quote to the handoff',
  solutionProvider: 'A-06399x',
  standing: orderStanding,
  steps: [
    orderStep('apex-create-quote', 'Create the quote', {
      choices: { opportunityName: 'Credit Told By Mail' },
      keeps: { quoteId: '/quoteId', siteId: '/sites/0/siteId' },
      shows: ['/quoteId', '/opportunityId'],
    }),
    orderStep('apex-configure-quote', 'Configure dedicated internet for its site', { shows: ['/statusMessage'] }),
    orderStep('apex-assign-end-customer', 'Assign the end customer to the site', {
      shows: ['/inputValues/0/endCustomerName'],
    }),
    {
      title: 'Look the end customer up',
      route: lookUpEndCustomer,
      body: ({ quoteId }) => ({ quoteId }),
      shows: ['/inputValues/0/endCustomerName'],
    },
    orderStep('apex-create-contract', 'Send the contract too early: refused, and AT&T hears nothing of it', {
      expects: 409,
      shows: ['/code', '/missing/0/fact', '/missing/0/needed', '/missing/0/known'],
    }),
    orderStep('apex-check-credit', 'Start the credit check', { shows: ['/creditCheckId', '/statusMessage'] }),
    attestation('Attest the credit decision, which AT&T sent by mail', {
      fact: 'credit',
      value: 'approved',
      evidence: 'mail of the credit desk',
    }),
    orderStep('apex-create-contract', 'Send the contract for signature', {
      shows: ['/ContractEnvelopeId', '/ESignIntegrationResponseStep/description'],
    }),
    signature,
    attestation('Attest the signature', { fact: 'signature', value: 'signed', evidence: 'signed copy on file' }),
    orderStep('apex-create-order', 'Create the order, twice under one key: one order, one answer', {
      twice: true,
      keeps: { orderId: '/orderId', subOrderId: '/subOrder/subOrderId' },
      shows: ['/orderId', '/subOrder/subOrderId'],
    }),
    orderStep('apex-enrich-installation-and-shipping', 'Add installation and shipping', { shows: ['/statusMessage'] }),
    orderStep('apex-reserve-port', 'Reserve the port', { shows: ['/statusMessage'] }),
    orderStep('apex-enrich-billing', 'Create its billing account', { shows: ['/status', '/billingAccountId'] }),
    {
      title: 'Read what the order is enriched with',
      route: getEnrichmentStatus,
      query: ({ subOrderId = '' }) => ({ subOrderId }),
      shows: ['/0/Id', '/0/CreatedDate'],
    },
    orderStep('apex-hand-off-order', 'Hand the order off to AT&T', { shows: ['/message'] }),
    lookAtOrder('Look at the order', 'handed-off'),
  ],
};
