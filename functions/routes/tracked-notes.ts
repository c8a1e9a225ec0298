import * as z from 'zod';
import { idempotencyKeyOf } from '#api/idempotency-key';
import { createRouteHandler, type RouteCall } from '#routes/create-route-handler';
import type { OwnRoute } from '#routes/define-route';
import type { RecordDependencies } from '#entry/routes-record-dependencies';
import type { OperationHandler } from '#api/read-handler';
import { Problem } from '#domain/problems/problems';
import { jsonResponse } from '#api/response';
import { longRunningKey } from '#tracking/long-running/long-running-request';
import { noteInput, noteSchema, type Note } from '#tracking/note';
import type { Noted } from '#tracking/note-store';
import { orderKey } from '#tracking/order/tracked-order';

/** Answer of a list of notes. */
export const noteList = z.object({ notes: z.array(noteSchema).describe('Oldest first; at most 100.') });

export const noteExample: Note = {
  id: 'note_4Zk3vQ8mT1xW5aB7cD9eF2gH4iJ6kL0m',
  at: '2026-03-05T09:04:51.000Z',
  by: 'partner-crm',
  text: 'Signed by the owner; the old carrier wants it by Friday.',
  document: { kind: 'letter-of-authorization', name: 'loa-signed.pdf', reference: 'archive/loa-2026-0042' },
};

type Find = (deps: RecordDependencies, call: RouteCall) => Promise<Noted>;

/** @throws Problem `order-not-found` */
export const findOrder: Find = async ({ orders }, { request, solutionProvider }) => {
  const quoteId = request.path['quoteId'] ?? '';
  const order = await orders.find(solutionProvider, quoteId);
  if (!order) throw new Problem('order-not-found');
  return { key: orderKey(solutionProvider, quoteId), timeline: order.timeline };
};

/** @throws Problem `tracked-item-not-found` */
export const findPortIn: Find = async ({ longRunning: progress }, { request, solutionProvider }) => {
  const id = request.path['id'] ?? '';
  const item = await progress.items.find('port-in', solutionProvider, id);
  if (!item) throw new Problem('tracked-item-not-found');
  return { key: longRunningKey('port-in', solutionProvider, id), timeline: item.timeline };
};

/** `POST …/notes`. */
export const createAddNote = (route: OwnRoute, deps: RecordDependencies, find: Find): OperationHandler =>
  createRouteHandler(route, deps, async (call) => {
    const idempotencyKey = idempotencyKeyOf(call.event);
    if (idempotencyKey === undefined) throw new Problem('idempotency-key-required');
    const input = noteInput.parse(call.request.body?.value);
    const note = await deps.notes.add(await find(deps, call), { input, by: call.clientId, idempotencyKey });
    return jsonResponse(201, JSON.stringify(note), call.requestId);
  });

/** `GET …/notes`. */
export const createListNotes = (route: OwnRoute, deps: RecordDependencies, find: Find): OperationHandler =>
  createRouteHandler(route, deps, async (call) => {
    const notes = await deps.notes.list(await find(deps, call));
    return jsonResponse(200, JSON.stringify({ notes }), call.requestId);
  });
