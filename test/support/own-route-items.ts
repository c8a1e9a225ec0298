import type { LongRunningKind } from '#domain/mobility/observation';
import { requestRecords } from '#platform/table/keys';
import { requestKey, type RequestRecord } from '#requests/request-record';
import { lineItemSchema, lineKey, type LineItem } from '#tracking/line/line-item';
import {
  longRunningRequestSchema,
  toStored,
  type LongRunningRequest,
} from '#tracking/long-running/long-running-request';
import { createSendBudget, mostSendsPerMinute } from '#webhooks/send-budget';
import { solutionProvider, type OwnRoutesRig } from './own-routes';
import { verified } from './verified-endpoint';
import { someEvent } from './webhook-rig';

/** Puts a port-in, an activation or a PDP batch into the table. */
export const putLongRunning = async (
  { table, clock }: OwnRoutesRig,
  kind: LongRunningKind,
  id: string,
  parts: Partial<LongRunningRequest> = {},
): Promise<void> => {
  const at = new Date(clock.now()).toISOString();
  const item = longRunningRequestSchema.parse({
    ...{ kind, solutionProvider, id, origin: 'elsewhere', state: 'submitted', raw: {}, details: {}, revision: 1 },
    ...{ stateAt: at, observedAt: at, createdAt: at, updatedAt: at, timeline: [] },
    ...parts,
  });
  await table.put(toStored(item));
};

/** Puts a line into the table. */
export const putLine = async (
  { table, clock }: Pick<OwnRoutesRig, 'table' | 'clock'>,
  subscriberNumber: string,
  parts: Partial<LineItem> = {},
): Promise<void> => {
  const updatedAt = new Date(clock.now()).toISOString();
  const line = lineItemSchema.parse({ solutionProvider, subscriberNumber, updatedAt, ...parts });
  await table.put({ ...lineKey(line.solutionProvider, subscriberNumber), ...line });
};

/** Puts the record of a request into the table. */
export const putRecord = async (
  { table, clock }: OwnRoutesRig,
  requestId: string,
  parts: Partial<RequestRecord> = {},
): Promise<void> => {
  const at = new Date(clock.now()).toISOString();
  await table.put({
    ...requestKey(requestId),
    ...{ requestId, solutionProvider, operation: 'cancel-port-in', clientId: 'client-a', owner: 'o', bodyHash: 'h' },
    ...{ outcome: 'unknown', startedAt: at, deadlineAt: at, request: { path: {}, query: {} }, evidence: [] },
    expiresAt: requestRecords.lifetime.expiresAt(clock.now()),
    ...parts,
  });
};

/** Publishes an event. @returns its id */
export const putEvent = async ({ events, clock }: OwnRoutesRig): Promise<string> => {
  const event = someEvent();
  await events.keep(event, clock.now());
  return event.id;
};

/** Registers an endpoint whose URL answers its challenge. @returns its id */
export const registered = async ({ endpoints }: OwnRoutesRig): Promise<string> => {
  const endpoint = await endpoints.create({ solutionProvider, url: 'https://hooks.example.com/', types: ['*'] });
  return (await verified(endpoints, endpoint)).id;
};

/** Registers an endpoint whose URL has not answered its challenge. @returns its id */
export const unanswered = async ({ endpoints }: OwnRoutesRig): Promise<string> => {
  const { id } = await endpoints.create({ solutionProvider, url: 'https://hooks.example.com/', types: ['*'] });
  return id;
};

/** Uses up what may be sent on request in this minute. */
export const spendSends = async ({ table, clock }: OwnRoutesRig): Promise<void> => {
  const takeSend = createSendBudget(table, clock.now);
  for (let count = 0; count < mostSendsPerMinute; count += 1) await takeSend(solutionProvider);
};

/** Registers an endpoint and switches it off. @returns its id */
export const switchedOff = async (rig: OwnRoutesRig): Promise<string> => {
  const id = await registered(rig);
  const endpoint = await rig.endpoints.find(solutionProvider, id);
  await rig.endpoints.change(endpoint!, { enabled: false });
  return id;
};
