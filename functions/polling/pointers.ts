import type { ResolvedBinding } from '#runtime/settings';

/** Where AT&T’s answers have the id and the status word, as the tenant or the operation states it. */
export type Pointers = Pick<ResolvedBinding, 'idAt' | 'statusAt'>;
