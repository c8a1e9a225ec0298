import { requestRecords } from '#platform/table/keys';
import type { Table } from '#platform/table/table';
import { requestKey, type RequestRecord } from '#requests/request-record';
import { lineItemSchema, lineKey, type LineEntry, type LineItem } from '#tracking/line/line-item';

export const solutionProvider = 'SP-A';
export const startMs = Date.UTC(2026, 10, 2, 12);
/** So many seconds after the start. */
export const timeOf = (seconds: number): string => new Date(startMs + seconds * 1_000).toISOString();

let numbers = 2_125_558_000;
export const aNumber = (): string => String((numbers += 1));

let requests = 0;
/** An entry of a request of its own. */
export const anEntry = (seconds: number, more: Partial<LineEntry> = {}): LineEntry => ({
  at: timeOf(seconds),
  operation: 'remove-static-ip',
  requestId: `req_line-${String((requests += 1)).padStart(6, '0')}`,
  by: 'client-a',
  ...more,
});

export const lineItem = (parts: Partial<LineItem> = {}): LineItem => ({
  solutionProvider,
  subscriberNumber: aNumber(),
  changesMade: 0,
  revision: 0,
  updatedAt: timeOf(0),
  timeline: [],
  ...parts,
});

/** A line as it stands in the table. */
export const storedLine = async (table: Table, parts: Partial<LineItem> = {}): Promise<LineItem> => {
  const line = lineItem(parts);
  await table.put({ ...lineKey(solutionProvider, line.subscriberNumber), ...line });
  return line;
};

export const lineIn = async (table: Table, subscriberNumber: string): Promise<LineItem> =>
  lineItemSchema.parse(await table.get(lineKey(solutionProvider, subscriberNumber)));

/** The record of an entry’s request. */
export const recordOf = ({ requestId, at, operation }: LineEntry, parts: Partial<RequestRecord>): RequestRecord => ({
  ...{ requestId, operation, solutionProvider, clientId: 'client-a', owner: 'o', bodyHash: 'h', evidence: [] },
  ...{ outcome: 'unknown', startedAt: at, deadlineAt: at, request: { path: {}, query: {} } },
  expiresAt: requestRecords.lifetime.expiresAt(startMs),
  ...parts,
});

/** Stores how the request of an entry ended. */
export const ended = (table: Table, entry: LineEntry, parts: Partial<RequestRecord>): Promise<unknown> =>
  table.put({ ...requestKey(entry.requestId), ...recordOf(entry, parts) });
