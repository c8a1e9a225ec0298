import type { DocumentedOperation } from '#domain/define-examples';
import { documented as lookUpEndCustomer } from '#operations/alliance-look-up-end-customer/examples';
import { documented as requestEndCustomerException } from '#operations/alliance-request-end-customer-exception/examples';
import { documented as getQuickQuote } from '#operations/alliance-get-quick-quote/examples';
import { documented as createQuote } from '#operations/alliance-create-quote/examples';
import { documented as checkCredit } from '#operations/alliance-check-credit/examples';
import { documented as getCreditCheck } from '#operations/alliance-get-credit-check/examples';
import { documented as createContract } from '#operations/alliance-create-contract/examples';
import { documented as getContract } from '#operations/alliance-get-contract/examples';
import { documented as createOrder } from '#operations/alliance-create-order/examples';
import { documented as enrichInstallation } from '#operations/alliance-enrich-installation/examples';
import { documented as enrichShipping } from '#operations/alliance-enrich-shipping/examples';
import { documented as enrichBilling } from '#operations/alliance-enrich-billing/examples';
import { documented as groupOrders } from '#operations/alliance-group-orders/examples';
import { documented as handOffOrder } from '#operations/alliance-hand-off-order/examples';
import { documented as getOrderStatus } from '#operations/alliance-get-order-status/examples';

/** Alliance Ordering, in the order of its flow. */
export const allianceOperations = [
  lookUpEndCustomer,
  requestEndCustomerException,
  getQuickQuote,
  createQuote,
  checkCredit,
  getCreditCheck,
  createContract,
  getContract,
  createOrder,
  enrichInstallation,
  enrichShipping,
  enrichBilling,
  groupOrders,
  handOffOrder,
  getOrderStatus,
] as const satisfies readonly DocumentedOperation[];
