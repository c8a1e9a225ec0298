import { positionText } from '#events/event-log';
import { operation as getPortIn } from '#operations/get-port-in/operation';
import { events, requestRecords } from '#platform/table/keys';
import { createTable, type Item } from '#platform/table/table';
import { newPollJobItem, openSortKey } from '#polling/poll-job';
import { newSightingItem } from '#polling/sighting';
import { requestKey, type RequestRecord } from '#requests/request-record';
import { leadKey } from '#tracking/leads/lead-store';
import { newOrderItem } from '#tracking/order/new-order';
import { tableName, type Client } from '../../test/support/dynalite-client';
import { solutionProvider as publishing } from '../../test/support/event-rig';
import { solutionProvider as calling } from '../../test/support/gateway-rig';
import { inTurn } from '../../test/support/in-turn';
import { someEvent } from '../../test/support/webhook-rig';
import { solutionProvider as polling } from '../../test/unit/polling/world';

const bornAt = '2026-03-05T09:00:00.000Z';

/** Things of others’, of about the size things are. */
const otherItems = (index: number): Item[] => {
  const id = String(index).padStart(8, '0');
  const event = someEvent(1, { resource: { kind: 'order', id, solutionProvider: publishing } });
  const position = positionText(index);
  const target = { solutionProvider: polling, kind: 'port-in', id: `OTHER-${id}` };
  const pollBy = new Date(Date.now() + 86_400_000 + index).toISOString();
  return [
    newOrderItem({ solutionProvider: calling, program: 'apex', quoteId: id, origin: 'here', by: 'crm' }, bornAt),
    {
      ...events.key.of({ solutionProvider: publishing, position }),
      ...events.list.of({ eventId: event.id, position }),
      ...{ event, position: index, publishedAt: bornAt },
      expiresAt: events.lifetime.expiresAt(Date.now()),
    },
    { ...newPollJobItem(target, Date.now(), []), openSk: openSortKey(pollBy, target) },
    sightingOf(target.id),
    {
      ...leadKey(calling, sharedId, { kind: 'order', at: bornAt, id }),
      kind: 'order',
      id,
      at: bornAt,
      by: ['orderId'],
    },
  ];
};

/** Of a reference that a partner gives to all it orders, say. */
export const sharedId = 'made-up-reference';

export const sightingOf = (portInId: string): Item => {
  const request = { path: { portInId }, query: {} };
  return newSightingItem({ operation: getPortIn, request, solutionProvider: polling }, Date.now());
};

/** Records in a page of them. With fewer, a look-up among them would only be cheaper than it is anywhere. */
const fewestRecords = 100;

/** One of the writes before, begun today. */
const otherRecord = (index: number): Item => {
  const startedAt = new Date(Date.now() - 3_600_000 + index).toISOString();
  const record: RequestRecord = {
    ...{ requestId: `req_${String(index).padStart(32, '0')}`, solutionProvider: calling, operation: 'update-device' },
    ...{ clientId: 'crm', outcome: 'succeeded', owner: 'owner', bodyHash: '1.hash', evidence: [] },
    ...{ startedAt, deadlineAt: startedAt, request: { path: {}, query: {} }, callIds: [`other-${index}`] },
    expiresAt: requestRecords.lifetime.expiresAt(Date.now()),
  };
  return { ...requestKey(record.requestId), ...record, ...requestRecords.list.of(record) };
};

/** What DynamoDB takes in one request. */
const batchOf = 25;

/** Puts so much of each beside what a call is about. */
export const crowd = async (client: Client, items: number): Promise<void> => {
  const table = createTable(client, tableName);
  const everything = [
    ...Array.from({ length: items }, (_, index) => otherItems(index)).flat(),
    ...Array.from({ length: Math.max(items, fewestRecords) }, (_, index) => otherRecord(index)),
  ];
  const batches = Array.from({ length: Math.ceil(everything.length / batchOf) }, (_, batch) =>
    everything.slice(batch * batchOf, (batch + 1) * batchOf),
  );
  await inTurn(batches, 8, (batch) => table.putAll(batch));
};
