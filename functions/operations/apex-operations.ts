import type { Operation } from '#domain/define-operation';
import { operation as createQuote } from '#operations/apex-create-quote/operation';
import { operation as configureQuote } from '#operations/apex-configure-quote/operation';
import { operation as lookUpEndCustomer } from '#operations/apex-look-up-end-customer/operation';
import { operation as assignEndCustomer } from '#operations/apex-assign-end-customer/operation';
import { operation as checkCredit } from '#operations/apex-check-credit/operation';
import { operation as createContract } from '#operations/apex-create-contract/operation';
import { operation as createOrder } from '#operations/apex-create-order/operation';
import { operation as enrichInstallationAndShipping } from '#operations/apex-enrich-installation-and-shipping/operation';
import { operation as reservePort } from '#operations/apex-reserve-port/operation';
import { operation as enrichBilling } from '#operations/apex-enrich-billing/operation';
import { operation as getEnrichmentStatus } from '#operations/apex-get-enrichment-status/operation';
import { operation as handOffOrder } from '#operations/apex-hand-off-order/operation';

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
] as const satisfies readonly Operation[];
