import * as z from 'zod';
import { slaProfiles, slaProfileSchema, type SlaProfile } from '#domain/business-time/profiles';
import { whenUsed } from '#domain/when-used';

const profileNames = ['simple', 'non-simple', 'wireless'] as const satisfies readonly (keyof typeof slaProfiles)[];

/** How long port-ins may take: profiles by name or of a tenant’s own. A person is told as each of them runs out. */
export const portInSlaSchema = whenUsed(() =>
  z
    .array(
      z.union(
        [z.enum(profileNames), slaProfileSchema()],
        'must be `simple`, `non-simple`, `wireless` or a profile as in docs/polling.md',
      ),
    )
    .min(1, 'must name at least one profile')
    .max(3, 'must be at most 3 profiles'),
);
export type PortInSla = z.output<ReturnType<typeof portInSlaSchema>>;

/** AT&T does not say which of them a number is: a person hears at the end of the simple port’s time, and of the other’s. */
export const defaultPortInSla: PortInSla = ['simple', 'non-simple'];

/** The profiles a tenant has chosen; those of the rule where it has not. */
export const profilesOf = (sla: PortInSla = defaultPortInSla): SlaProfile[] =>
  sla.map((profile) => (typeof profile === 'string' ? slaProfiles[profile] : profile));
