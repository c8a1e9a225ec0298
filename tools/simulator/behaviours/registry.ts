import type { OperationId } from '#operations/registry';
import type { OperationBehaviour } from '../behaviour';
import { allianceLookUpEndCustomer } from './ordering/alliance-look-up-end-customer';

/** Operations with a behaviour of their own. The others answer with their first example and the request's ids. */
export const behaviours: Partial<Record<OperationId, OperationBehaviour>> = {
  'alliance-look-up-end-customer': allianceLookUpEndCustomer,
};
