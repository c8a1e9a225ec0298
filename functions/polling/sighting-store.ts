import { equals } from '#platform/table/conditions';
import { sightings } from '#platform/table/keys';
import type { Table } from '#platform/table/table';
import { sightingKey, sightingSchema, type Sighting } from '#polling/sighting';

/** Sightings that AT&T is still to be asked about. @throws Problem `service-unavailable` */
export interface SightingStore {
  find(solutionProvider: string, digest: string): Promise<Sighting | undefined>;
  /** AT&T was asked about it, or never will be. One that was left meanwhile stays. */
  end(sighting: Sighting): Promise<void>;
}

export const createSightingStore = (table: Pick<Table, 'get' | 'delete'>): SightingStore => ({
  find: async (solutionProvider, digest) => {
    const item = await table.get(sightingKey({ solutionProvider, digest }));
    return item && sightingSchema.parse(item);
  },
  end: async (sighting) => {
    await table.delete(sightingKey(sighting), equals('seenAt', sighting.seenAt));
  },
});

/** Whether AT&T is still to be asked about anything of a Solution Provider’s. */
export const hasSightings = async (table: Pick<Table, 'query'>, solutionProvider: string): Promise<boolean> => {
  const partition = sightings.key.partitionOf({ solutionProvider });
  return (await table.query({ partition, limit: 1, isConsistent: true })).items.length > 0;
};
