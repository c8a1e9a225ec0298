import type { Kind } from '../world/sim-world';
import { mobilityKinds } from './mobility/mobility-behaviours';
import { orderingKinds } from './ordering/ordering-behaviours';

/** Every kind of thing the simulated AT&T remembers. What is not listed is neither kept over a restart nor scheduled. */
export const kinds: readonly Kind[] = [...orderingKinds, ...mobilityKinds];
