import type { Example } from '#domain/define-examples';
import type { allianceOperations } from '#operations/alliance-operations';
import { examples as lookUpEndCustomer } from '#operations/alliance-look-up-end-customer/examples';
import { examples as requestEndCustomerException } from '#operations/alliance-request-end-customer-exception/examples';
import { examples as createQuote } from '#operations/alliance-create-quote/examples';
import { examples as checkCredit } from '#operations/alliance-check-credit/examples';
import { examples as getCreditCheck } from '#operations/alliance-get-credit-check/examples';
import { examples as createContract } from '#operations/alliance-create-contract/examples';
import { examples as getContract } from '#operations/alliance-get-contract/examples';
import { examples as createOrder } from '#operations/alliance-create-order/examples';
import { examples as enrichInstallation } from '#operations/alliance-enrich-installation/examples';
import { examples as enrichShipping } from '#operations/alliance-enrich-shipping/examples';
import { examples as enrichBilling } from '#operations/alliance-enrich-billing/examples';
import { examples as groupOrders } from '#operations/alliance-group-orders/examples';
import { examples as handOffOrder } from '#operations/alliance-hand-off-order/examples';
import { examples as getOrderStatus } from '#operations/alliance-get-order-status/examples';

export const allianceExamples: Record<(typeof allianceOperations)[number]['id'], readonly Example[]> = {
  'alliance-look-up-end-customer': lookUpEndCustomer,
  'alliance-request-end-customer-exception': requestEndCustomerException,
  'alliance-create-quote': createQuote,
  'alliance-check-credit': checkCredit,
  'alliance-get-credit-check': getCreditCheck,
  'alliance-create-contract': createContract,
  'alliance-get-contract': getContract,
  'alliance-create-order': createOrder,
  'alliance-enrich-installation': enrichInstallation,
  'alliance-enrich-shipping': enrichShipping,
  'alliance-enrich-billing': enrichBilling,
  'alliance-group-orders': groupOrders,
  'alliance-hand-off-order': handOffOrder,
  'alliance-get-order-status': getOrderStatus,
};
