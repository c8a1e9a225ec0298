import { asStated } from '#domain/contract/as-stated';
import type { Contract } from '#domain/contract/statement';
import { recordingReads } from '#operations/recording-reads';
import type { InvokeFunction } from '#platform/invoke-function';
import { keepSighting, type KeepingDependencies } from '#polling/keep-sighting';

/**
 * The function that keeps sightings, in this process, as Lambda would run it: it gets JSON and gives JSON. Whoever calls here is served, whatever his
 * name; else its checks are those of a deployment.
 */
export const keeperHere = (
  ports: Pick<KeepingDependencies, 'log' | 'table' | 'now'>,
  contract: Contract = {},
): InvokeFunction => {
  const deps = { ...ports, reads: recordingReads.map(asStated(contract)), isServed: () => true };
  return async (_, event) => {
    const told: unknown = JSON.parse(JSON.stringify(event));
    return keepSighting(deps, told);
  };
};
