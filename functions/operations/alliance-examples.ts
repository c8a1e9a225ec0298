import type { Example } from '#operations/define-operation';
import type { allianceOperations } from '#operations/alliance-operations';
import { examples as lookUpEndCustomer } from '#operations/alliance-look-up-end-customer/examples';

export const allianceExamples: Record<(typeof allianceOperations)[number]['id'], readonly Example[]> = {
  'alliance-look-up-end-customer': lookUpEndCustomer,
};
