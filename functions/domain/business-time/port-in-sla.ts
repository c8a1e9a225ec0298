import * as z from 'zod';
import { slaProfiles, slaProfileSchema, type SlaProfile } from '#domain/business-time/profiles';

const profileNames = ['simple', 'non-simple', 'wireless'] as const satisfies readonly (keyof typeof slaProfiles)[];

/** How long port-ins may take: profiles by name or of a tenant’s own. A person is told as each of them runs out. */
export const portInSlaSchema = z
  .array(
    z.union(
      [z.enum(profileNames), slaProfileSchema],
      'must be `simple`, `non-simple`, `wireless` or a profile as in docs/polling.md',
    ),
  )
  .min(1, 'must name at least one profile')
  .max(3, 'must be at most 3 profiles');
export type PortInSla = z.output<typeof portInSlaSchema>;

/** AT&T does not say which of them a number is: a person hears at the end of the simple port’s time, and of the other’s. */
export const defaultPortInSla: PortInSla = ['simple', 'non-simple'];

export const profilesOf = (sla: PortInSla): SlaProfile[] =>
  sla.map((profile) => (typeof profile === 'string' ? slaProfiles[profile] : profile));

/** What a process is told of it. @throws when the variable is malformed */
export const portInProfilesFrom = ({ PORT_IN_SLA }: NodeJS.ProcessEnv): SlaProfile[] =>
  profilesOf(PORT_IN_SLA === undefined ? defaultPortInSla : portInSlaSchema.parse(JSON.parse(PORT_IN_SLA)));
