import { ownStores } from '#entry/own-stores';
import { composeSightingKeeper } from '#entry/compose-sighting-keeper';
import { environment, gatewayTable, observability } from '#entry/process';
import { businessNow } from '#platform/clock';
import { keepSighting } from '#polling/keep-sighting';

const deps = composeSightingKeeper({
  log: observability().log,
  table: gatewayTable(ownStores()),
  now: businessNow,
  ...environment('sightable'),
});

/** Invoked by the functions of reads, which wait for it: a caller waits for them. */
export const handler = (event: unknown): Promise<{ kept: true }> => keepSighting(deps, event);
