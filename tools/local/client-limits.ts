import type { OwnLimits } from '#domain/client-limits';

/** Nobody is limited in the local runtime but who is by its grant. */
export const localClientLimits: OwnLimits = {};
