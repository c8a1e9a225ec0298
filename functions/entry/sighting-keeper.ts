import { callersStores } from '#entry/callers-stores';
import { composeSightingKeeper } from '#entry/compose-sighting-keeper';
import { environment, gatewayTable, observability } from '#entry/process';
import { businessNow } from '#platform/clock';
import { keepSighting } from '#polling/keep-sighting';

const deps = composeSightingKeeper({
  log: observability().log,
  table: gatewayTable(callersStores()),
  now: businessNow,
  ...environment('sightable'),
});

/** Invoked by the functions of reads, which wait for it: a caller waits for them. */
export const handler = (event: unknown): Promise<{ kept: true }> => keepSighting(deps, event);
