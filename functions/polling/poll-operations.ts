import { operation as allianceGetContract } from '#operations/alliance-get-contract/operation';
import { operation as allianceGetCreditCheck } from '#operations/alliance-get-credit-check/operation';
import { operation as allianceGetOrderStatus } from '#operations/alliance-get-order-status/operation';
import { operation as apexGetEnrichmentStatus } from '#operations/apex-get-enrichment-status/operation';
import type { Operation } from '#domain/define-operation';
import { operation as getPdpProvisioning } from '#operations/get-pdp-provisioning/operation';
import { operation as getPortIn } from '#operations/get-port-in/operation';
import { operation as getServiceActivation } from '#operations/get-service-activation/operation';

/** The reads a poller makes. Named one by one, so that its function carries these and not all operations. */
export const pollOperations: readonly Operation[] = [
  getPortIn,
  getServiceActivation,
  getPdpProvisioning,
  allianceGetOrderStatus,
  allianceGetCreditCheck,
  allianceGetContract,
  apexGetEnrichmentStatus,
];
