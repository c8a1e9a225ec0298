import type { DocumentedOperation } from '#domain/define-examples';
import { documented as createQuote } from '#operations/apex-create-quote/examples';
import { documented as configureQuote } from '#operations/apex-configure-quote/examples';
import { documented as lookUpEndCustomer } from '#operations/apex-look-up-end-customer/examples';
import { documented as assignEndCustomer } from '#operations/apex-assign-end-customer/examples';
import { documented as checkCredit } from '#operations/apex-check-credit/examples';
import { documented as createContract } from '#operations/apex-create-contract/examples';
import { documented as createOrder } from '#operations/apex-create-order/examples';
import { documented as enrichInstallationAndShipping } from '#operations/apex-enrich-installation-and-shipping/examples';
import { documented as reservePort } from '#operations/apex-reserve-port/examples';
import { documented as enrichBilling } from '#operations/apex-enrich-billing/examples';
import { documented as getEnrichmentStatus } from '#operations/apex-get-enrichment-status/examples';
import { documented as handOffOrder } from '#operations/apex-hand-off-order/examples';

/** APEX Ordering, in the order of its flow. AT&T leaves open where the end customer belongs: any time after the quote. */
export const apexOperations = [
  createQuote,
  configureQuote,
  lookUpEndCustomer,
  assignEndCustomer,
  checkCredit,
  createContract,
  createOrder,
  enrichInstallationAndShipping,
  reservePort,
  enrichBilling,
  getEnrichmentStatus,
  handOffOrder,
] as const satisfies readonly DocumentedOperation[];
