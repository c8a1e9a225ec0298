import { dueAt } from '#polling/sla/due-at';
import { slaProfiles, type SlaProfile } from '#polling/sla/profiles';
import { timeZoneOfState } from '#polling/sla/region-time-zone';

/**
 * When a port-in has to be done, and when a person should look again: at the end of the simple port’s business day, and at
 * the end of the non-simple one’s. AT&T does not say which of them a number is. @param state of the old carrier’s record
 */
export const portInDueAt = (
  requestedAtMs: number,
  state: string | undefined,
  profiles: readonly SlaProfile[] = [slaProfiles.simple, slaProfiles['non-simple']],
): number[] => profiles.map((profile) => dueAt(requestedAtMs, profile, timeZoneOfState(state)));
