import { recordingReads } from '#operations/recording-reads';
import type { Environment } from '#platform/environment';
import type { KeepingDependencies } from '#polling/keep-sighting';

export interface KeeperPorts extends Pick<KeepingDependencies, 'log' | 'table' | 'now'> {
  sightable: Environment['sightable'];
}

/** What sightings are kept with. */
export const composeSightingKeeper = ({ sightable, ...ports }: KeeperPorts): KeepingDependencies => {
  const served = sightable.solutionProviders.map(({ families, ids }) => ({
    families: families.split(' '),
    ids: new Set(ids.split(' ')),
  }));
  return {
    ...ports,
    reads: recordingReads.filter(({ id }) => sightable.reads.includes(id)),
    isServed: (solutionProvider, family) =>
      served.some(({ families, ids }) => families.includes(family) && ids.has(solutionProvider)),
  };
};
