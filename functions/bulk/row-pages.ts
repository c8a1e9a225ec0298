import * as z from 'zod';
import type { CallRow } from '#bulk/bulk-call';
import { rowView } from '#bulk/bulk-view';
import type { CallStore } from '#bulk/call-store';
import { cursorsOf } from '#domain/cursor';

export interface RowPage {
  rows: Record<string, unknown>[];
  nextCursor?: string;
}

export interface RowFilter {
  state?: string | undefined;
  reference?: string | undefined;
  customerReference?: string | undefined;
}

const isNamed = (row: CallRow, { reference, customerReference }: RowFilter): boolean =>
  (reference === undefined || row.reference === reference) &&
  (customerReference === undefined || row.customerReference === customerReference);

/** Calls read at a time. */
const pageSize = 200;

/** The place of a row: its call, and its place in that. */
const cursors = cursorsOf(z.tuple([z.int().min(0), z.int().min(0)]));

/** Rows of a bulk write in the order they are carried out. @throws Problem `invalid-request` for a cursor that is none */
export const rowPage = async (
  calls: Pick<CallStore, 'from'>,
  bulkId: string,
  { limit, cursor, ...filter }: RowFilter & { limit: number; cursor?: string | undefined },
): Promise<RowPage> => {
  const [firstCall, firstRow] = cursor === undefined ? [0, 0] : cursors.placeOf(cursor);
  const rows: RowPage['rows'] = [];
  for (let number = firstCall; ; number += pageSize) {
    const page = await calls.from(bulkId, number, pageSize);
    for (const call of page) {
      if (filter.state !== undefined && call.state !== filter.state) continue;
      for (const [index, row] of call.rows.entries()) {
        if ((call.number === firstCall && index < firstRow) || !isNamed(row, filter)) continue;
        if (rows.length === limit) return { rows, nextCursor: cursors.at([call.number, index]) };
        rows.push(rowView(call, row));
      }
    }
    if (page.length < pageSize) return { rows };
  }
};
