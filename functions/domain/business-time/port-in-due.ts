import { dueAt } from '#domain/business-time/due-at';
import { defaultPortInSla, profilesOf } from '#domain/business-time/port-in-sla';
import type { SlaProfile } from '#domain/business-time/profiles';
import { timeZoneOfState } from '#domain/business-time/region-time-zone';
import { textAt } from '#domain/json/json-pointer';

/**
 * When a port-in has to be done, and when a person should look again: as each profile runs out, earliest first.
 * @param state of the old carrier’s record
 */
export const portInDueAt = (
  requestedAtMs: number,
  state: string | undefined,
  profiles: readonly SlaProfile[] = profilesOf(defaultPortInSla),
): number[] =>
  profiles.map((profile) => dueAt(requestedAtMs, profile, timeZoneOfState(state))).toSorted((a, b) => a - b);

/** The same, by the body of what asks for the port-in. */
export const portInDueBy = (body: unknown, askedAtMs: number, profiles?: readonly SlaProfile[]): number[] =>
  portInDueAt(askedAtMs, textAt(body, '/accountHolder/address/state'), profiles);
