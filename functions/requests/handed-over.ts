import { timestampOf } from '#domain/timestamp';
import { randomUUID } from 'node:crypto';
import { and, equals, exists } from '#platform/table/conditions';
import { requestRecords } from '#platform/table/keys';
import type { Change, Table } from '#platform/table/table';
import { ownedBy } from '#requests/record-changes';
import { requestKey, requestRecordSchema, type RequestRecord } from '#requests/request-record';

/** Writes that are handed to a worker. @throws Problem `service-unavailable` */
export interface HandedOver {
  /** A worker takes a write, with until when it works on it; undefined when it is not to be begun any more. */
  begin(record: RequestRecord, deadline: number): Promise<RequestRecord | undefined>;
  /** The caller will hear of the end as an event; undefined when it has ended by now. */
  promise(record: RequestRecord): Promise<RequestRecord | undefined>;
}

export const createHandedOver = (
  table: Pick<Table, 'update'>,
  find: (requestId: string) => Promise<RequestRecord | undefined>,
): HandedOver => ({
  // An update that comes again because its answer was lost is refused; then the standing record says that it was ours.
  begin: async (record, deadline) => {
    const begunBy = randomUUID();
    const updated = await table.update(beginning(record, begunBy, timestampOf(deadline)));
    if (updated) return requestRecordSchema.parse(updated);
    const standing = await find(record.requestId);
    return standing?.begunBy === begunBy ? standing : undefined;
  },
  promise: async ({ requestId, owner }) => {
    const updated = await table.update({
      key: requestKey(requestId),
      set: { toldByEvent: true },
      condition: and(ownedBy(owner), equals('outcome', 'in-flight')),
    });
    return updated && requestRecordSchema.parse(updated);
  },
});

const beginning = (record: RequestRecord, begunBy: string, deadlineAt: string): Change => ({
  key: requestKey(record.requestId),
  set: { begunBy, deadlineAt, ...requestRecords.open.of({ ...record, deadlineAt }) },
  remove: ['handedOver'],
  condition: and(ownedBy(record.owner), equals('outcome', 'in-flight'), exists('handedOver')),
});
