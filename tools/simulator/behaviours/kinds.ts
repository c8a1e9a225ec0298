import type { Kind } from '../world/kind';
import { allianceEndCustomers } from './ordering/alliance-end-customers';

/** Every kind of thing the simulated AT&T remembers. What is not listed is neither kept over a restart nor scheduled. */
export const kinds: readonly Kind[] = [allianceEndCustomers];
