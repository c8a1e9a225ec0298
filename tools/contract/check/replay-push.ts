import { asStated } from '#domain/contract/as-stated';
import type { PolledRead } from '#domain/define-operation';
import type { LongRunningKind } from '#domain/mobility/observation';
import { longRecordId } from '#domain/order/record-id';
import { composePushes } from '#entry/compose-pushes';
import { polledReads } from '#operations/polled-reads';
import { orderIdReadBy } from '#polling/polled-read';
import { applyPush } from '#pushes/apply-push';
import { createPushContent } from '#pushes/push-content';
import { createPushKeeper } from '#pushes/push-store';
import { understandPush } from '#pushes/understand-push';
import { anyKind } from '#tracking/long-running/any-kind';
import { toStored } from '#tracking/long-running/long-running-request';
import { createOrderStore } from '#tracking/order/order-store';
import type { Table } from '#platform/table/table';
import type { Deployment } from './deployment';
import { emptyPorts } from './in-memory-gateway';

/** What became of a message that came twice. */
export interface PushReplay {
  /** The read it was understood by, and the id it names; or why nobody understands it. */
  understood: { read: string; id: string } | { whyNot: string };
  /** States that it showed, in the gateway’s words: each is an event. */
  states: readonly string[];
}

/** Sends a message twice to the receiver of a tenant’s deployment that knows what it is about, and has it looked at each time. */
export const replayPush = async (deployment: Deployment, text: string): Promise<PushReplay> => {
  const reads = polledReads.map(asStated(deployment.contract));
  const understood = understandPush(reads, text);
  if ('whyNot' in understood) return { understood, states: [] };
  const { read, id } = understood;
  const { table, dataKeys, log, metrics } = await emptyPorts(deployment.settings);
  const [{ id: solutionProvider } = { id: '' }] = deployment.solutionProviders;
  const now = (): number => Date.now();
  const keys = dataKeys('pushes');
  const applier = composePushes({ table, keys, reads, log, metrics, now, start: () => Promise.resolve() });
  const statesOf = await known(table, read, solutionProvider, id, now);
  const keeper = createPushKeeper(table, createPushContent(keys), now);
  const decisions = [];
  for (const again of [false, true]) {
    const pushId = await keeper.keep(solutionProvider, text);
    const push = await applier.pushes.find({ solutionProvider, pushId });
    if (push) decisions.push(await applyPush(applier, push, { again }));
  }
  const [first] = decisions;
  return {
    understood: first?.whyNot === undefined ? { read: read.id, id } : { whyNot: first.whyNot },
    states: await statesOf(),
  };
};

/** Has the thing known of which a message tells. @returns what shows the states it came to since */
const known = async (
  table: Table,
  read: PolledRead,
  solutionProvider: string,
  id: string,
  now: () => number,
): Promise<() => Promise<string[]>> =>
  read.longRunning
    ? knownItem(table, read.longRunning.kind, solutionProvider, id)
    : knownOrder(table, read, solutionProvider, id, now);

/** Older than any message, so that none counts as late. */
const longAgo = '2000-01-01T00:00:00.000Z';

const knownItem = async (table: Table, kind: LongRunningKind, solutionProvider: string, id: string) => {
  const observation = { at: longAgo, details: {} };
  const item = toStored(anyKind.newLongRunningRequest({ kind, id, observation, solutionProvider, origin: 'here' }, {}));
  await table.put(item);
  return async (): Promise<string[]> => {
    const { timeline = [] } = ((await table.get({ pk: String(item['pk']), sk: String(item['sk']) })) ?? {}) as {
      timeline?: { type: string; after?: string }[];
    };
    return timeline.flatMap(({ type, after }) => (type === 'state-changed' && after !== undefined ? [after] : []));
  };
};

const knownOrder = async (table: Table, read: PolledRead, solutionProvider: string, id: string, now: () => number) => {
  const orders = createOrderStore(table, now);
  const isQuote = orderIdReadBy(read) === 'quoteIdAt';
  const quoteId = isQuote ? longRecordId(id) : 'the quote of the order';
  const program = read.order?.program ?? 'alliance';
  const order = await orders.adopt({ solutionProvider, program, quoteId, origin: 'here', by: 'check' });
  const ordered = { name: 'order', value: 'created', provenance: 'observed', at: longAgo } as const;
  if (!isQuote) await orders.record(order, ordered, { ids: { orderId: id, subOrderIds: [] } });
  const before = (await orders.find(solutionProvider, quoteId))?.timeline.length ?? 0;
  return async (): Promise<string[]> =>
    (await orders.find(solutionProvider, quoteId))?.timeline
      .slice(before)
      .flatMap(({ fact, after }) => (fact === undefined || after === undefined ? [] : [`${fact} ${after}`])) ?? [];
};
