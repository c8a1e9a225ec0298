import { gzipSync } from 'node:zlib';
import type { Item } from '#platform/table/table';
import { changeableLine } from '#platform/table/changeable';
import * as keys from '#platform/table/keys';
import { leadKey } from '#tracking/leads/lead-store';
import type { ItemKindName } from '../../tools/data-model/item-kinds';

/** Somebody of whom the gateway has everything it can have. */
export interface Person {
  solutionProvider: string;
  number: string;
  customerReference: string;
  clientId: string;
  /** Stands in every id of what is the person’s, and in no other’s. */
  mark: string;
  /** Place among events. */
  place: number;
}

const [early, soon] = ['2026-08-05T15:00:00.000Z', '2026-08-05T15:00:01.000Z'];
const expiresAt = Math.floor(Date.parse('2031-01-01') / 1000);

/** An item of every kind, as it is once nothing is open any more. A kind that is added has to be planted here. */
export const plantedItems = (person: Person): Record<ItemKindName, readonly Item[]> => {
  const { solutionProvider, number, customerReference, clientId, mark, place } = person;
  const sp = { solutionProvider };
  const words = `${customerReference} called from (${number.slice(0, 3)}) ${number.slice(3, 6)}-${number.slice(6)}`;
  const requestId = `req_${mark}`;
  const eventId = `evt_${mark}`;
  const endpointId = `endpoint-${mark}`;
  const bulkId = `blk_${mark}`;
  const order = keys.trackedOrders.key.of({ ...sp, quoteId: `Q-${mark}` });
  const portIn = keys.longRunningRequests['port-in'].key.of({ ...sp, id: `P-${mark}` });
  const line = keys.lines.key.of({ ...sp, subscriberNumber: number });
  const entry = { at: early, type: 'opened', by: clientId, requestId, actor: `agent of ${customerReference}` };
  const longRunning = (
    kind: 'port-in' | 'service-activation' | 'pdp-provisioning',
    id: string,
    state: string,
  ): Item => ({
    ...keys.longRunningRequests[kind].key.of({ ...sp, id }),
    ...keys.longRunningRequests[kind].list.of({ ...sp, id, createdAt: early }),
    ...{ kind, ...sp, id, origin: 'here', state, stateAt: early, observedAt: early, raw: { text: words } },
    ...{ details: { subscriberNumber: number }, guards: [`number:${number}`], customerReference, requestId },
    ...{ createdAt: early, updatedAt: early, pending: {}, revision: 1, timeline: [entry] },
  });
  const resource = { kind: 'port-in', id: `P-${mark}`, ...sp };
  const event = {
    ...{ schemaVersion: '1', id: eventId, type: 'port-in.completed', sequence: 1, occurredAt: early, resource },
    ...{ before: null, after: 'completed', provenance: 'observed', reason: words, customerReference },
  };
  const position = String(place).padStart(15, '0');
  return {
    'tracked-order': [
      {
        ...order,
        ...keys.trackedOrders.list.of({ ...sp, createdAt: early, quoteId: `Q-${mark}` }),
        ...{ ...sp, program: 'apex', quoteId: `Q-${mark}`, orderId: `O-${mark}`, subOrderIds: [], origin: 'here' },
        ...{ customerReference, metadata: { callback: number }, createdAt: early, updatedAt: early, pending: {} },
        facts: { completion: { value: 'completed', at: early, provenance: 'observed' } },
        timeline: [{ at: early, type: 'order-quoted', by: clientId, requestId }],
      },
    ],
    'order-id': [{ ...keys.orderIds.key.of({ ...sp, id: `O-${mark}` }), quoteId: `Q-${mark}` }],
    'port-in': [longRunning('port-in', `P-${mark}`, 'completed')],
    'service-activation': [longRunning('service-activation', `A-${mark}`, 'active')],
    'pdp-provisioning': [longRunning('pdp-provisioning', `D-${mark}`, 'completed')],
    'port-in-lock': [{ ...keys.portInLocks.key.of({ ...sp, name: `number:${number}` }), formerItems: [`P-${mark}`] }],
    'activation-lock': [{ ...keys.activationLocks.key.of({ ...sp, name: `number:${number}` }), expiresAt }],
    line: [
      {
        ...line,
        ...{ ...sp, subscriberNumber: number, status: 'cancelled', statusAt: early, updatedAt: early, revision: 2 },
        timeline: [{ at: early, operation: 'cancel-subscriber', requestId, by: clientId, actor: words }],
      },
    ],
    'line-history': [
      {
        ...keys.lineHistory.key.of({ ...sp, subscriberNumber: number, at: early, requestId }),
        ...{ entry: { at: early, operation: 'update-device', requestId, by: clientId }, expiresAt },
      },
    ],
    'former-number': [
      {
        ...keys.formerNumbers.key.of({ ...sp, subscriberNumber: number }),
        ...{ formerNumber: number, at: early, requestId, expiresAt },
      },
    ],
    'timeline-entry': [
      {
        ...keys.timelineEntries.key.of({ partition: portIn.pk, sort: portIn.sk, sequence: '0000000001' }),
        ...{ sequence: 1, entry, expiresAt },
      },
    ],
    note: [
      {
        ...keys.notes.key.of({ ...sp, of: portIn.sk, noteId: `note_${mark}` }),
        note: { id: `note_${mark}`, at: early, by: clientId, text: words },
      },
    ],
    'client-grant': [{ ...keys.clientGrants.key.of({ clientId }), solutionProviders: [solutionProvider], scopes: [] }],
    'client-calls': [{ ...keys.clientCalls.key.of({ clientId, window: 'day', number: '1' }), calls: 1, expiresAt }],
    'request-record': [
      {
        ...keys.requestRecords.key.of({ requestId }),
        ...keys.requestRecords.list.of({ ...sp, startedAt: early, requestId }),
        ...{ requestId, ...sp, operation: 'request-port-in', clientId, outcome: 'succeeded', owner: `owner-${mark}` },
        ...{ bodyHash: `1.hash-${mark}`, startedAt: early, deadlineAt: soon, finishedAt: soon, customerReference },
        request: { path: {}, query: {}, body: JSON.stringify({ name: words, number }) },
        response: { status: 200, contentType: 'application/json', body: gzipSync(JSON.stringify({ number, words })) },
        ...{ attReference: `P-${mark}`, evidence: [words], expiresAt },
      },
    ],
    'record-of-call': [{ ...keys.recordsOfCalls.key.of({ digest: `digest-${mark}` }), requestId, expiresAt }],
    'bulk-write': [
      {
        ...keys.bulkWrites.key.of({ bulkId }),
        ...keys.bulkWrites.list.of({ ...sp, createdAt: early, bulkId }),
        ...{ id: bulkId, ...sp, operation: 'request-port-in', scope: 'mobility:write', clientId, bodyHash: '1.x' },
        ...{ state: 'finished', rows: 1, calls: 1, run: 1, customerReference, headers: { 'x-actor': words } },
        ...{ createdAt: early, updatedAt: early, endedAt: early, settled: 1, timeline: [], expiresAt },
      },
    ],
    'bulk-call': [
      {
        ...keys.bulkCalls.key.of({ bulkId, number: '00000' }),
        ...{ number: 0, state: 'rejected', attempts: 1, settledAt: early, status: 422, requestId, expiresAt },
        rows: [{ row: 0, reference: words, customerReference, answer: { number } }],
        problem: JSON.stringify({ detail: words }),
      },
    ],
    'poll-job': [
      {
        ...keys.pollJobs.key.of({ ...sp, kind: 'port-in', id: `P-${mark}` }),
        ...{ ...sp, kind: 'port-in', id: `P-${mark}`, startedAt: early, run: 'r', polls: 1, misses: 0, dueAt: [] },
        ...{ overdue: 0, outcome: 'final', expiresAt },
      },
    ],
    sighting: [
      {
        ...keys.sightings.key.of({ ...sp, digest: mark }),
        ...{ ...sp, digest: mark, operation: 'get-line-details', path: {}, query: { subscriberNumber: number } },
        ...{ seenAt: early, expiresAt },
      },
    ],
    'poll-budget': [{ ...keys.pollBudgets.key.of({ ...sp, minute: '1' }), used: 1, expiresAt }],
    event: [
      {
        ...keys.events.key.of({ ...sp, position }),
        ...keys.events.list.of({ eventId, position }),
        ...{ event, position: place, publishedAt: early, expiresAt },
      },
    ],
    'event-log': [{ ...keys.eventLogs.key.of(sp), beginsAt: 1 }],
    'published-mark': [order, portIn, line].map(({ pk, sk }) => ({
      ...keys.publishedMarks.key.of({ partition: pk, sort: sk }),
      ...{ published: 1, publishedAt: 1, madeAt: early, before: 0 },
    })),
    lead: [
      {
        ...leadKey(solutionProvider, number, { kind: 'port-in', at: early, id: `P-${mark}` }),
        ...{ kind: 'port-in', at: early, id: `P-${mark}`, by: ['subscriberNumber'], expiresAt },
      },
      {
        ...leadKey(solutionProvider, number, { kind: 'request', at: early, id: requestId }),
        ...{ kind: 'request', at: early, id: requestId, by: ['subscriberNumber'], expiresAt },
      },
    ],
    'webhook-endpoint': [
      {
        ...keys.webhookEndpoints.key.of({ ...sp, endpointId }),
        ...{ id: endpointId, ...sp, url: 'https://partner.example.com/hooks', createdAt: early, timeline: [] },
      },
    ],
    redelivery: [
      {
        ...keys.redeliveries.key.of({ ...sp, endpointId }),
        ...{ id: 'r', since: early, until: early, startedAt: early, sent: 0, expiresAt },
      },
    ],
    'webhook-sends': [{ ...keys.webhookSends.key.of({ ...sp, minute: '1' }), used: 1, expiresAt }],
    'webhook-task': [{ ...keys.webhookTasks.key.of({ taskId: `task-${mark}` }), task: { event }, expiresAt }],
    delivery: [
      {
        ...keys.deliveries.key.of({ endpointId, at: early, eventId, attempt: '1' }),
        ...{ eventId, eventType: 'port-in.completed', attempt: 1, at: early, outcome: 'delivered', expiresAt },
      },
    ],
    'change-mark': [
      {
        ...keys.changeMarks.key.of({ ...sp, changeable: changeableLine(number) }),
        ...{ token: 't', changingUntilMs: 1, expiresAt },
      },
    ],
    push: [],
    heartbeat: [{ ...keys.heartbeats.key.of({}), at: early }],
    'audit-entry': [],
    'drift-run': [{ ...keys.driftRuns.key.of({ ...sp, startedAt: early }), ...sp, startedAt: early, expiresAt }],
    'drift-finding': [
      {
        ...keys.driftFindings.key.of({
          ...{ ...sp, startedAt: early, of: 'line', id: number, readBy: 'get-line-details', readId: number },
        }),
        ...{
          ...sp,
          what: 'state-differs',
          of: 'line',
          id: number,
          readBy: 'get-line-details',
          readId: number,
          expiresAt,
        },
      },
    ],
    'audit-head': [],
    hold: [],
    restrictions: [{ ...keys.restrictions.key.of({}), restricted: { other: 'read-only' } }],
    'restriction-change': [
      {
        ...keys.restrictionChanges.key.of({ ...sp, at: `${early}~${place}` }),
        ...{ ...sp, at: early, to: 'disabled', actor: 'jane', reason: 'ticket 4711' },
      },
    ],
  };
};
