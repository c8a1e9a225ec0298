import type { Operation } from '#operations/define-operation';
import { operation as lookUpEndCustomer } from '#operations/alliance-look-up-end-customer/operation';

/** Alliance Ordering, in the order of its flow. */
export const allianceOperations = [lookUpEndCustomer] as const satisfies readonly Operation[];
