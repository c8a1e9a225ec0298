import * as z from 'zod';
import type { GatewayEvent } from '#api/gateway-event';
import { headerElements } from '#api/header-list';
import { mountOf } from '#api/mount';
import { bulkExample, bulkPath } from '#bulk/bulk-example';
import type { BulkStore } from '#bulk/bulk-store';
import { rowLinks, rowViewSchema } from '#bulk/bulk-view';
import { rowStates } from '#bulk/bulk-write';
import type { CallStore } from '#bulk/call-store';
import { bulkWriteOf } from '#bulk/found-bulk-write';
import { rowPage } from '#bulk/row-pages';
import { csvMediaType, rowsCsv } from '#bulk/rows-csv';
import { within } from '#domain/links';
import { Problem } from '#domain/problems/problems';
import { defineRoute } from '#routes/define-route';
import { pageQuery, referenceFilter } from '#routes/list-page';

export const listBulkWriteRows = defineRoute({
  id: 'list-bulk-write-rows',
  scope: 'bulk:read',
  summary: 'List the rows of a bulk write',
  description:
    'How each row stands, in the order they are carried out: that of the submission, where rows are not packed into calls. What was submitted is not shown again. With `Accept: text/csv` all of them as one file; `limit` and `cursor` are then refused.',
  impact: 'Partners cannot see what became of the rows of their bulk writes.',
  method: 'GET',
  path: '/v1/bulk-writes/{bulkWriteId}/rows',
  request: {
    path: bulkPath,
    query: z.object({
      state: z.enum(rowStates).describe('Only rows in this state.').optional(),
      reference: z.string().min(1).max(128).describe('Only rows of this name.').optional(),
      customerReference: referenceFilter,
      limit: pageQuery.limit,
      cursor: pageQuery.cursor,
    }),
  },
  response: z.object({ rows: z.array(rowViewSchema), nextCursor: z.string().optional() }),
  links: within('/rows/*', rowLinks),
  problems: ['bulk-write-not-found'],
  example: {
    request: { path: { bulkWriteId: bulkExample.id } },
    answerCsv:
      'row,reference,customerReference,metadata,state,settled,status,attempts,request,code,detail,answer\r\n0,line 1,,,succeeded,true,200,1,/v1/requests/req_Zk0mXhQv7fUe1TzRr2sYpLw9NaBcD4E5,,,\r\n',
    answer: {
      status: 200,
      body: {
        rows: [
          {
            row: 0,
            reference: 'line 1',
            state: 'succeeded',
            settled: true,
            status: 200,
            attempts: 1,
            request: '/v1/requests/req_Zk0mXhQv7fUe1TzRr2sYpLw9NaBcD4E5',
          },
        ],
      },
    },
  },
  answer: async (
    { event, path, query: { limit, cursor, ...filter }, solutionProvider },
    deps: { bulkWrites: Pick<BulkStore, 'find'>; calls: Pick<CallStore, 'from'> },
  ) => {
    const { id } = await bulkWriteOf(deps, solutionProvider, path.bulkWriteId);
    if (!isCsvAsked(event))
      return { body: await rowPage(deps.calls, id, { ...filter, limit: Number(limit ?? 25), cursor }) };
    refusePages({ limit, cursor });
    return { headers: { 'content-type': csvMediaType }, body: await rowsCsv(deps.calls, id, filter, mountOf(event)) };
  },
});

/** JSON where both are as welcome. */
const isCsvAsked = (event: GatewayEvent): boolean => headerElements(event, 'accept')[0]?.name === 'text/csv';

/** A file has every row. @throws Problem `invalid-request` */
const refusePages = (given: Record<string, string | undefined>): void => {
  const names = Object.keys(given).filter((name) => given[name] !== undefined);
  if (names.length === 0) return;
  const errors = names.map((name) => ({ parameter: `query ${name}`, detail: 'is not for CSV, which has every row' }));
  throw new Problem('invalid-request', { errors });
};
