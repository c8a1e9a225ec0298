import { dueAt } from '#polling/sla/due-at';
import { defaultPortInSla, profilesOf } from '#polling/sla/port-in-sla';
import type { SlaProfile } from '#polling/sla/profiles';
import { timeZoneOfState } from '#polling/sla/region-time-zone';

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
