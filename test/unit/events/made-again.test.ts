import { bulkWriteId } from '#bulk/bulk-write';
import { createBulkStore } from '#bulk/bulk-store';
import { bulkWrites, requestRecords, webhookEndpoints } from '#platform/table/keys';
import type { Key } from '#platform/table/table';
import { requestKey } from '#requests/request-record';
import { createRequestStore } from '#requests/request-store';
import { anyKind } from '#tracking/long-running/any-kind';
import { longRunningKey } from '#tracking/long-running/long-running-request';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { createUniqueLocks } from '#tracking/long-running/unique-locks';
import { orderKey } from '#tracking/order/tracked-order';
import { endpointIdOf } from '#webhooks/endpoint-changes';
import { createEndpointStore } from '#webhooks/endpoint-store';
import { claimedBody, signingSecretsOf } from '../../support/data-keys';
import { follow, publisherRig, solutionProvider } from '../../support/event-rig';

type Rig = Awaited<ReturnType<typeof publisherRig>>;

/** A resource whose item can be gone and be made again: its key, and what makes it and has it seen two changes. */
interface Case {
  key: Key;
  live: (rig: Rig, told: () => Promise<void>) => Promise<unknown>;
}

const requestId = 'req_again';
const quoteId = '0Q0dx000002UEnZCAW';
const bulkId = bulkWriteId(solutionProvider, 'key-1');
const endpointId = endpointIdOf(solutionProvider, 'key-1');

const cases: Record<string, Case> = {
  request: {
    key: requestKey(requestId),
    live: async ({ table, clock }, told) => {
      const requests = createRequestStore(table, clock.now);
      const { record, granted } = await requests.claim({
        ...{ requestId, solutionProvider, operation: 'suspend-subscriber', clientId: 'crm' },
        ...{ ...claimedBody('x'), request: { path: {}, query: {} }, deadline: clock.now() + 25_000 },
      });
      expect(granted).toBe(true);
      await told();
      await requests.transition(record, { outcome: 'unknown', evidence: 'no answer' });
      await told();
      const lost = { ...record, outcome: 'unknown' as const };
      await requests.transition(lost, { outcome: 'succeeded', evidence: 'seen' });
      await told();
    },
  },
  'bulk-write': {
    key: bulkWrites.key.of({ bulkId }),
    live: async ({ table, clock }, told) => {
      const bulk = createBulkStore(table, clock.now);
      const claimed = await bulk.claim({
        ...{ id: bulkId, solutionProvider, operation: 'suspend-subscriber', scope: 'mobility:write' as const },
        ...{ clientId: 'crm', bodyHash: 'h', rows: 1, calls: 1, headers: {} },
      });
      const begun = await bulk.begin(claimed);
      await told();
      await bulk.pause(begun);
      await told();
    },
  },
  'webhook-endpoint': {
    key: webhookEndpoints.key.of({ solutionProvider, endpointId }),
    live: async ({ table, clock }, told) => {
      const endpoints = createEndpointStore(table, clock.now, signingSecretsOf());
      const endpoint = await endpoints.create({
        ...{ id: endpointId, solutionProvider, url: 'https://hooks.example.com/', types: ['*'] },
      });
      await endpoints.change(endpoint, { enabled: false });
      await told();
      await endpoints.change(endpoint, { enabled: true });
      await told();
    },
  },
  order: {
    key: orderKey(solutionProvider, quoteId),
    live: async ({ orders, clock }, told) => {
      const order = { solutionProvider, program: 'apex' as const, quoteId, origin: 'elsewhere' as const, by: 'crm' };
      const adopted = await orders.adopt(order);
      await told();
      const at = new Date(clock.now()).toISOString();
      await orders.record(adopted, { name: 'credit', value: 'requested', provenance: 'observed', at });
      await told();
    },
  },
  'port-in': {
    key: longRunningKey('port-in', solutionProvider, '4711'),
    live: async ({ table, clock }, told) => {
      const items = createLongRunningStore(table, createUniqueLocks(table, clock.now), clock.now, anyKind);
      const seen = (state: string) => ({ at: new Date(clock.now()).toISOString(), state, status: state, details: {} });
      const fresh = { kind: 'port-in' as const, id: '4711', solutionProvider, origin: 'elsewhere' as const };
      const item = await items.adopt({ ...fresh, observation: seen('submitted') }, {});
      await told();
      await items.observe(item, seen('confirmed'), {});
      await told();
    },
  },
};

describe.each(Object.entries(cases))('%s: one that is made again under its key after it was gone', (kind, one) => {
  /** Two lives of it, as the stream tells of them. */
  const lives = async () => {
    const rig = await publisherRig();
    const next = follow(rig.table, one.key);
    const records: Awaited<ReturnType<typeof next>>[] = [];
    const told = async () => {
      records.push(await next());
      rig.clock.advance(60_000);
    };
    const live = async () => {
      const start = records.length;
      await one.live(rig, told);
      return records.slice(start);
    };
    const first = await live();
    await rig.table.delete(one.key);
    rig.clock.advance(requestRecords.lifetime.ms + 86_400_000);
    const removed = await next();
    return { rig, first, removed, second: await live() };
  };

  it('goes on in its sequence, and every change has an event of its own', async () => {
    const { rig, first, removed, second } = await lives();
    for (const record of [...first, removed, ...second]) expect(await rig.publish([record])).toEqual([]);
    const { events } = rig.bus;
    expect(events.map(({ resource }) => resource.kind)).toEqual([kind, kind, kind, kind]);
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(4);
    expect(events.slice(2).map(({ type }) => type)).toEqual(events.slice(0, 2).map(({ type }) => type));
  });

  it.each([
    ['both lives come in one batch', (all: unknown[]) => [all]],
    ['what is told comes again', (all: unknown[]) => [all, all]],
    ['the first life comes late once more', (all: unknown[]) => [...all.map((record) => [record]), all.slice(0, 1)]],
  ])('so it does when %s', async (_, batches) => {
    const { rig, first, removed, second } = await lives();
    for (const batch of batches([...first, removed, ...second])) await rig.publish(batch as typeof first);
    expect(rig.bus.events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  });
});
