import type { Example } from '#domain/define-examples';
import type { apexOperations } from '#operations/apex-operations';
import { examples as createQuote } from '#operations/apex-create-quote/examples';
import { examples as configureQuote } from '#operations/apex-configure-quote/examples';
import { examples as lookUpEndCustomer } from '#operations/apex-look-up-end-customer/examples';
import { examples as assignEndCustomer } from '#operations/apex-assign-end-customer/examples';
import { examples as checkCredit } from '#operations/apex-check-credit/examples';
import { examples as createContract } from '#operations/apex-create-contract/examples';
import { examples as createOrder } from '#operations/apex-create-order/examples';
import { examples as enrichInstallationAndShipping } from '#operations/apex-enrich-installation-and-shipping/examples';
import { examples as reservePort } from '#operations/apex-reserve-port/examples';
import { examples as enrichBilling } from '#operations/apex-enrich-billing/examples';
import { examples as getEnrichmentStatus } from '#operations/apex-get-enrichment-status/examples';
import { examples as handOffOrder } from '#operations/apex-hand-off-order/examples';

export const apexExamples: Record<(typeof apexOperations)[number]['id'], readonly Example[]> = {
  'apex-create-quote': createQuote,
  'apex-configure-quote': configureQuote,
  'apex-look-up-end-customer': lookUpEndCustomer,
  'apex-assign-end-customer': assignEndCustomer,
  'apex-check-credit': checkCredit,
  'apex-create-contract': createContract,
  'apex-create-order': createOrder,
  'apex-enrich-installation-and-shipping': enrichInstallationAndShipping,
  'apex-reserve-port': reservePort,
  'apex-enrich-billing': enrichBilling,
  'apex-get-enrichment-status': getEnrichmentStatus,
  'apex-hand-off-order': handOffOrder,
};
