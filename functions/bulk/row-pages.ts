import * as z from 'zod';
import { rowView } from '#bulk/bulk-view';
import type { CallStore } from '#bulk/call-store';
import { Problem } from '#runtime/problems';

export interface RowPage {
  rows: Record<string, unknown>[];
  nextCursor?: string;
}

/** Calls read at a time. */
const pageSize = 200;

/** The place of a row: its call, and its place in that. */
const position = z.tuple([z.int().min(0), z.int().min(0)]);
type Position = z.output<typeof position>;

/** Rows of a bulk write in the order they are carried out. @throws Problem `invalid-request` for a cursor that is none */
export const rowPage = async (
  calls: CallStore,
  bulkId: string,
  { limit, cursor, state }: { limit: number; cursor?: string | undefined; state?: string | undefined },
): Promise<RowPage> => {
  const [firstCall, firstRow] = cursor === undefined ? [0, 0] : positionIn(cursor);
  const rows: RowPage['rows'] = [];
  for (let number = firstCall; ; number += pageSize) {
    const page = await calls.from(bulkId, number, pageSize);
    for (const call of page) {
      if (state !== undefined && call.state !== state) continue;
      for (const [index, row] of call.rows.entries()) {
        if (call.number === firstCall && index < firstRow) continue;
        if (rows.length === limit) return { rows, nextCursor: cursorAt([call.number, index]) };
        rows.push(rowView(call, row));
      }
    }
    if (page.length < pageSize) return { rows };
  }
};

const cursorAt = (place: Position): string => Buffer.from(JSON.stringify(place)).toString('base64url');

const positionIn = (cursor: string): Position => {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new Problem('invalid-request', {
      errors: [{ parameter: 'query cursor', detail: 'must be a `nextCursor` as the gateway gave it' }],
    });
  }
};
