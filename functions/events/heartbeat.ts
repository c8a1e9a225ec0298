import { timestampOf } from '#domain/timestamp';
import { heartbeats } from '#platform/table/keys';
import type { Table } from '#platform/table/table';

/** Changes an item that means nothing, so that the publisher is invoked though nothing happens: its silence is alarmed. */
export const beat = async (table: Pick<Table, 'put'>, now: () => number): Promise<void> => {
  await table.put({ ...heartbeats.key.of({}), at: timestampOf(now()) });
};
