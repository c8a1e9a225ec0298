import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { bulkViewSchema, rowViewSchema } from '#bulk/bulk-view';
import type { Answer, LocalGateway } from './local-gateway';

export const solutionProvider = 'A-06399x';
const client = 'demo-single';

const page = z.object({ rows: z.array(rowViewSchema), nextCursor: z.string().optional() });
export type RowView = z.output<typeof rowViewSchema>;
export type BulkView = z.output<typeof bulkViewSchema>;

/** Made-up lines, each its own number: 555-01xx of as many areas as it takes. */
export const numbersOf = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, index) => `${201 + Math.floor(index / 100)}55501${String(index % 100).padStart(2, '0')}`,
  );

/** Has AT&T know lines. */
export const seedLines = async (gateway: LocalGateway, numbers: readonly string[]): Promise<void> => {
  const set = { billingAccountNumber: '287300000002', status: 'active' };
  for (const key of numbers) await gateway.sim('POST state', { kind: 'mobility-line', solutionProvider, key, set });
};

/** A submission that puts lines on another plan. */
export const planChanges = (numbers: readonly string[], ratePlanCode = 'UNLIMITED-B') => ({
  operation: 'change-rate-plan',
  rows: numbers.map((subscriberNumber) => ({
    reference: `line ${subscriberNumber}`,
    pathParameters: { subscriberNumber },
    body: { ratePlanCode },
  })),
});

export const submitted = (
  gateway: LocalGateway,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  gateway.call({
    client,
    path: '/v1/bulk-writes',
    body,
    headers: { 'idempotency-key': crypto.randomUUID(), ...headers },
  });

/** Submits what has to be accepted; on a machine too busy to answer in time once more, under the same key. @returns its id */
export const accepted = async (
  gateway: LocalGateway,
  body: unknown,
  headers?: Record<string, string>,
): Promise<string> => {
  const sent = { 'idempotency-key': crypto.randomUUID(), ...headers };
  const first = await submitted(gateway, body, sent);
  const isLate = first.status === 503 || first.status === 504;
  const { status, text, json } = isLate ? await submitted(gateway, body, sent) : first;
  if (status !== 202) throw new Error(`not accepted: ${status} ${text}`);
  return bulkViewSchema.parse(json).id;
};

export const look = async (gateway: LocalGateway, id: string): Promise<BulkView> => {
  const { json } = await gateway.call({ client, method: 'GET', path: `/v1/bulk-writes/${id}` });
  return bulkViewSchema.parse(json);
};

/** Every row, in the order they are carried out. */
export const rowsOf = async (gateway: LocalGateway, id: string, filter = ''): Promise<RowView[]> => {
  const rows: RowView[] = [];
  let cursor = '';
  do {
    const path = `/v1/bulk-writes/${id}/rows?limit=100${filter}${cursor}`;
    const { json } = await gateway.call({ client, method: 'GET', path });
    const { rows: more, nextCursor } = page.parse(json);
    rows.push(...more);
    cursor = nextCursor === undefined ? '' : `&cursor=${nextCursor}`;
  } while (cursor !== '');
  return rows;
};

export const changed = (gateway: LocalGateway, id: string, state: string): Promise<Answer> =>
  gateway.call({ client, method: 'PATCH', path: `/v1/bulk-writes/${id}`, body: { state } });

/** Looks until something is so. */
export const lookUntil = async (
  gateway: LocalGateway,
  id: string,
  isSo: (view: BulkView) => boolean,
  each: (view: BulkView) => Promise<unknown> = () => Promise.resolve(),
): Promise<BulkView> => {
  for (let looks = 0; looks < 2_000; looks += 1) {
    const view = await look(gateway, id);
    await each(view);
    if (isSo(view)) return view;
    await sleep(40);
  }
  throw new Error('It has not come to that.');
};

export const hasEnded = ({ endedAt }: BulkView): boolean => endedAt !== undefined;

const effects = z.array(z.looseObject({ key: z.string(), count: z.number() }));

/** What AT&T did, and how often. */
export const effectsOf = async (gateway: LocalGateway, operation: string) =>
  effects.parse(await gateway.sim(`GET effects?operation=${operation}`));
