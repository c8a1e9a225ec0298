/** Ids of the operations the poller reads with, by what it polls. */
export const pollReadOf = {
  'port-in': 'get-port-in',
  'service-activation': 'get-service-activation',
  'pdp-provisioning': 'get-pdp-provisioning',
  'order-status': 'alliance-get-order-status',
  'enrichment-status': 'apex-get-enrichment-status',
  'credit-check': 'alliance-get-credit-check',
  'contract-signature': 'alliance-get-contract',
} as const;

export const pollReads: readonly string[] = Object.values(pollReadOf);
