import type { ClientLimits } from '#domain/client-limits';

/** More than one machine answers in that time; a client of the local runtime that should have less gets it with its grant. */
export const localClientLimits: ClientLimits = { perSecond: 400, perDay: 100_000_000 };
