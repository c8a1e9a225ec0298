import { recordingReads } from '#operations/recording-reads';
import type { ResolvedBinding } from '#platform/resolved-binding';
import type { Tenant } from './tenant';

/** What the function that keeps sightings is told: of which reads there may be any, and for whom. */
export const sightableSettings = (
  { solutionProviders }: Pick<Tenant, 'solutionProviders'>,
  bindings: Readonly<Record<string, ResolvedBinding>>,
) => ({
  sightable: {
    reads: recordingReads.map(({ id }) => id).filter((id) => bindings[id]?.baseUrl !== undefined),
    solutionProviders: [
      ...Map.groupBy(solutionProviders, ({ families }) => [...new Set(families)].toSorted().join(' ')),
    ].map(([families, some]) => ({ families, ids: some.map(({ id }) => id).join(' ') })),
  },
});
