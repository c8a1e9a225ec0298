import {
  formerNumbers,
  leads,
  lineHistory,
  lines,
  longRunningRequests,
  notes,
  recordsOfCalls,
  requestRecords,
  trackedOrders,
} from '#platform/table/keys';
import { defineGroup } from '#routes/define-group';
import { getTrackedLine } from '#routes/lines/get-tracked-line';
import { getRequest } from '#routes/requests/get-request';
import { listRequests } from '#routes/requests/list-requests';
import { search } from '#routes/search/search';
import { listOrderNotes } from '#routes/orders/list-order-notes';
import { listPortInNotes } from '#routes/long-running/list-port-in-notes';

/** Reads that change nothing. */
export const recordsRead = defineGroup({
  id: 'records-read',
  description: 'Reads requests, notes and lines, and searches',
  routes: [listRequests, getRequest, search, listOrderNotes, listPortInNotes, getTrackedLine],
  may: {
    get: [requestRecords, recordsOfCalls, trackedOrders, longRunningRequests['port-in'], lines, formerNumbers],
    query: [notes, lineHistory, leads],
    list: [requestRecords],
  },
  uses: ['answer-key'],
});
