import type { Operation } from '#domain/define-operation';
import { operation as lookUpEndCustomer } from '#operations/alliance-look-up-end-customer/operation';
import { operation as requestEndCustomerException } from '#operations/alliance-request-end-customer-exception/operation';
import { operation as createQuote } from '#operations/alliance-create-quote/operation';
import { operation as checkCredit } from '#operations/alliance-check-credit/operation';
import { operation as getCreditCheck } from '#operations/alliance-get-credit-check/operation';
import { operation as createContract } from '#operations/alliance-create-contract/operation';
import { operation as getContract } from '#operations/alliance-get-contract/operation';
import { operation as createOrder } from '#operations/alliance-create-order/operation';
import { operation as enrichInstallation } from '#operations/alliance-enrich-installation/operation';
import { operation as enrichShipping } from '#operations/alliance-enrich-shipping/operation';
import { operation as enrichBilling } from '#operations/alliance-enrich-billing/operation';
import { operation as groupOrders } from '#operations/alliance-group-orders/operation';
import { operation as handOffOrder } from '#operations/alliance-hand-off-order/operation';
import { operation as getOrderStatus } from '#operations/alliance-get-order-status/operation';

/** Alliance Ordering, in the order of its flow. */
export const allianceOperations = [
  lookUpEndCustomer,
  requestEndCustomerException,
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
] as const satisfies readonly Operation[];
