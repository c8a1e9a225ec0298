import * as z from 'zod';
import { cursorsOf } from '#domain/cursor';
import { Problem } from '#domain/problems/problems';
import { subscriberPath } from '#operations/mobility-schemas/phone-number';
import { defineRoute } from '#routes/define-route';
import { pageQuery } from '#routes/list-page';
import { historyPage, lineView, lineLinks, lineViewSchema } from '#tracking/line/line-view';
import type { LineStore } from '#tracking/line/line-store';

const cursors = cursorsOf(z.object({ at: z.string(), requestId: z.string() }));

export const getTrackedLine = defineRoute({
  id: 'get-tracked-line',
  scope: 'tracking:read',
  summary: 'Get a line and its history',
  description:
    'What is known of a line, and every change of it that was asked for through the gateway: who asked (`x-actor`), why (`x-reason`), what came of it. Newest first, page by page; entries are kept for at least two years. A line keeps its history when its number is changed: `formerNumber` and `laterNumber` lead from number to number.',
  impact: 'Partners cannot see who changed a line, when and why.',
  method: 'GET',
  path: '/v1/tracking/lines/{subscriberNumber}',
  request: {
    path: subscriberPath,
    query: z.object({ limit: pageQuery.limit, cursor: pageQuery.cursor }),
  },
  response: lineViewSchema,
  links: lineLinks,
  problems: ['line-not-found'],
  example: {
    request: { path: { subscriberNumber: '2125550101' } },
    answer: {
      status: 200,
      body: {
        subscriberNumber: '2125550101',
        solutionProvider: 'A-06399x',
        status: 'active',
        statusAt: '2026-03-05T09:00:00.000Z',
        device: { imei: '7779', sim: '4242' },
        updatedAt: '2026-03-05T09:04:51.000Z',
        history: [
          {
            at: '2026-03-05T09:04:51.000Z',
            operation: 'update-device',
            change: 'device',
            request: '/v1/requests/req_Zk3vQ8mT1xW5aB7cD9eF2gH4iJ6kL0mN',
            by: 'partner-crm',
            actor: 'agent 17',
            reason: 'phone lost, ticket 4711',
            outcome: 'succeeded',
            madeAt: '2026-03-05T09:04:53.000Z',
            before: 'imei:1046 sim:0017',
            after: 'imei:7779 sim:4242',
          },
        ],
      },
    },
  },
  answer: async (
    { path: { subscriberNumber }, query: { limit, cursor }, solutionProvider },
    { lines }: { lines: Pick<LineStore, 'find' | 'formerNumber' | 'older' | 'outcomeOf'> },
  ) => {
    const place = cursor === undefined ? undefined : cursors.placeOf(cursor);
    const [found, former] = await Promise.all([
      lines.find(solutionProvider, subscriberNumber),
      lines.formerNumber(solutionProvider, subscriberNumber),
    ]);
    // Of a new number nothing may have been asked yet.
    const line = found ?? (former && newLine(solutionProvider, subscriberNumber, former.until));
    if (!line) throw new Problem('line-not-found');
    const page = await historyPage(lines, line, Number(limit ?? 25), place);
    return { body: { ...lineView(line, former, page), ...(page.next && { nextCursor: cursors.at(page.next) }) } };
  },
});

const newLine = (solutionProvider: string, subscriberNumber: string, updatedAt: string) => ({
  ...{ solutionProvider, subscriberNumber, updatedAt },
  ...{ timeline: [], changesMade: 0, revision: 0 },
});
