import type { OperationIdOf } from '#operations/registry';
import type { OperationBehaviour } from '../../behaviour';
import type { Kind } from '../../world/sim-world';
import { allianceEndCustomers } from './alliance-end-customers';
import { allianceLookUpEndCustomer } from './alliance-look-up-end-customer';
import { getQuickQuote } from './get-quick-quote';
import { allianceCheckCredit, allianceGetCreditCheck, apexCheckCredit } from './check-credit';
import { apexConfigureQuote } from './configure-quote';
import { contracts } from './contracts';
import { allianceCreateContract, allianceGetContract, apexCreateContract } from './create-contract';
import { allianceCreateOrder, apexCreateOrder } from './create-order';
import { allianceCreateQuote, apexCreateQuote } from './create-quote';
import { creditChecks } from './credit-checks';
import {
  allianceEnrichBilling,
  allianceEnrichInstallation,
  allianceEnrichShipping,
  apexEnrichBilling,
  apexEnrichInstallationAndShipping,
  apexReservePort,
} from './enrich-order';
import { apexGetEnrichmentStatus } from './get-enrichment-status';
import { allianceGetOrderStatus } from './get-order-status';
import { allianceGroupOrders, orderGroups } from './group-orders';
import { allianceHandOffOrder, apexHandOffOrder } from './hand-off-order';
import { orders, subOrders } from './orders';
import { apexAssignEndCustomer, apexLookUpEndCustomer } from './quote-end-customers';
import { quotes } from './quotes';
import { allianceRequestEndCustomerException } from './request-end-customer-exception';

type OrderingOperationId = OperationIdOf<'ordering-apex' | 'ordering-alliance'>;

/** Behaviours of ordering operations. One without is answered with its examples. */
export const orderingBehaviours: Readonly<Partial<Record<OrderingOperationId, OperationBehaviour>>> = {
  'apex-create-quote': apexCreateQuote,
  'apex-configure-quote': apexConfigureQuote,
  'apex-look-up-end-customer': apexLookUpEndCustomer,
  'apex-assign-end-customer': apexAssignEndCustomer,
  'apex-check-credit': apexCheckCredit,
  'apex-create-contract': apexCreateContract,
  'apex-create-order': apexCreateOrder,
  'apex-enrich-installation-and-shipping': apexEnrichInstallationAndShipping,
  'apex-reserve-port': apexReservePort,
  'apex-enrich-billing': apexEnrichBilling,
  'apex-get-enrichment-status': apexGetEnrichmentStatus,
  'apex-hand-off-order': apexHandOffOrder,
  'alliance-look-up-end-customer': allianceLookUpEndCustomer,
  'alliance-get-quick-quote': getQuickQuote,
  'alliance-request-end-customer-exception': allianceRequestEndCustomerException,
  'alliance-create-quote': allianceCreateQuote,
  'alliance-check-credit': allianceCheckCredit,
  'alliance-get-credit-check': allianceGetCreditCheck,
  'alliance-create-contract': allianceCreateContract,
  'alliance-get-contract': allianceGetContract,
  'alliance-create-order': allianceCreateOrder,
  'alliance-enrich-installation': allianceEnrichInstallation,
  'alliance-enrich-shipping': allianceEnrichShipping,
  'alliance-enrich-billing': allianceEnrichBilling,
  'alliance-group-orders': allianceGroupOrders,
  'alliance-hand-off-order': allianceHandOffOrder,
  'alliance-get-order-status': allianceGetOrderStatus,
};

/** What the simulated AT&T remembers of Ordering. */
export const orderingKinds: readonly Kind[] = [
  allianceEndCustomers,
  quotes,
  creditChecks,
  contracts,
  orders,
  subOrders,
  orderGroups,
];
