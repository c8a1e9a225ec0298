import { asStated } from '#domain/contract/as-stated';
import type { Contract } from '#domain/contract/statement';
import { composeSightings, type PollingPorts } from '#entry/compose-polling';
import { keeperRights, pollerRights } from '#entry/background-rights';
import { comparedReads } from '#operations/compared-reads';
import type { RestrictionOf } from '#platform/restrictions';
import { sightings } from '#platform/table/keys';
import type { Item, Table } from '#platform/table/table';
import { leavingByKeeper, type LeaveSighting } from '#polling/leaving-sightings';
import { startTakingIn, takeInSighting } from '#polling/take-in-sighting';
import { keeperHere } from '../../tools/local/keeper-here';
import { grantedTable } from './granted-table';
import { recordingLog } from './fakes';

/** A table, and what reads have left in it. */
export const tableWithSightings = (table: Table): { table: Table; left: Item[] } => {
  const left: Item[] = [];
  const put: Table['put'] = async (item, condition) => {
    if (String(item['pk']).startsWith(sightings.key.partitionPrefix)) left.push(item);
    return table.put(item, condition);
  };
  return { left, table: { ...table, put } };
};

/** What reads have kept, by the function that may put it. */
export const leavingHere = (
  { table, ...ports }: Parameters<typeof keeperHere>[0] & { table: Table },
  contract: Contract,
): LeaveSighting =>
  leavingByKeeper(keeperHere({ ...ports, table: grantedTable(table, keeperRights) }, contract), 'sighting-keeper');

/** What the stream and the poller do, a moment after a read: AT&T is asked about what it has shown. */
export const takingInSightings = (
  left: Item[],
  ports: Omit<PollingPorts, 'pollsPerMinute'>,
  { contract, restrictionOf }: { contract: Contract; restrictionOf: RestrictionOf },
): (() => Promise<void>) => {
  const deps = {
    ...composeSightings({
      ...ports,
      table: grantedTable(ports.table, pollerRights),
      log: recordingLog(),
      pollsPerMinute: 1_000_000,
    }),
    reads: comparedReads.map(asStated(contract)),
    restrictionOf,
  };
  return async () => {
    for (const item of left.splice(0))
      await startTakingIn((_, input) => takeInSighting(deps, input).then(() => undefined), item);
  };
};
