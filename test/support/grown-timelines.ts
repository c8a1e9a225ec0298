import type { Item, Key, Table } from '#platform/table/table';
import { webhookEndpoints } from '#platform/table/keys';
import { anyKind } from '#tracking/long-running/any-kind';
import { appendNotice } from '#tracking/append-notice';
import { longRunningKey } from '#tracking/long-running/long-running-request';
import { createLongRunningStore } from '#tracking/long-running/long-running-store';
import { createUniqueLocks } from '#tracking/long-running/unique-locks';
import { createOrderStore } from '#tracking/order/order-store';
import { orderKey } from '#tracking/order/tracked-order';
import { createEndpointStore } from '#webhooks/endpoint-store';
import { signingSecretsOf } from './data-keys';

const solutionProvider = 'SP-A';
const quoteId = '0Q0dx000002UEnZCAW';

/** Something with a timeline, and how it grows by one entry. */
export interface Growing {
  key: Key;
  make: () => Promise<unknown>;
  /** @param step from 1 */
  grow: (step: number) => Promise<unknown>;
}

/** Everything that has a timeline which moves on. */
export const growing = (table: Table, now: () => number): Record<string, Growing> => {
  const at = () => new Date(now()).toISOString();
  const orders = createOrderStore(table, now);
  const items = createLongRunningStore(table, createUniqueLocks(table, now), now, anyKind);
  const endpoints = createEndpointStore(table, now, signingSecretsOf());
  const newOrder = { solutionProvider, program: 'apex', quoteId, origin: 'here', by: 'crm' } as const;
  const portIn = { kind: 'port-in', id: '4711', solutionProvider, origin: 'elsewhere' } as const;
  const endpoint = { id: `we_${'a'.repeat(16)}`, solutionProvider, url: 'https://hooks.example.com/', types: ['*'] };
  const found = <T>(one: T | undefined): T => {
    if (one === undefined) throw new Error('It is not there.');
    return one;
  };
  return {
    order: {
      key: orderKey(solutionProvider, quoteId),
      make: () => orders.adopt(newOrder),
      grow: async (step) =>
        orders.record(found(await orders.find(solutionProvider, quoteId)), {
          ...{ name: 'status', value: `${'W'.repeat(90)} ${step}`, provenance: 'observed', at: at(), by: 'crm' },
        }),
    },
    'order that is told of': {
      key: orderKey(solutionProvider, quoteId),
      make: () => orders.adopt(newOrder),
      grow: (step) =>
        appendNotice(table, orderKey(solutionProvider, quoteId), `mark ${step}`, { at: at(), type: 'overdue' }),
    },
    'port-in': {
      key: longRunningKey('port-in', solutionProvider, portIn.id),
      make: () => items.adopt({ ...portIn, observation: { at: at(), details: {} } }, {}),
      grow: async (step) =>
        items.observe(
          found(await items.find('port-in', solutionProvider, portIn.id)),
          { at: at(), status: `${'w'.repeat(280)} ${step}`, details: {} },
          { by: 'crm', actor: 'x'.repeat(128), purpose: 'y'.repeat(256) },
        ),
    },
    'webhook-endpoint': {
      key: webhookEndpoints.key.of({ solutionProvider, endpointId: endpoint.id }),
      make: async () => endpoints.change(await endpoints.create(endpoint), { enabled: false }),
      grow: async () => {
        const standing = found(await endpoints.find(solutionProvider, endpoint.id));
        await endpoints.change(standing, { enabled: !standing.enabled });
      },
    },
  };
};

/** Has an item made so many entries at once, like its first and a millisecond apart. */
export const fill = async (table: Table, key: Key, entries: number): Promise<void> => {
  const [first] = ((await table.get(key)) as { timeline: { at: string }[] }).timeline;
  const timeline = Array.from({ length: entries }, (_, index) => ({
    ...first,
    at: new Date(Date.parse(first!.at) + index).toISOString(),
  }));
  await table.update({ key, set: { timeline } });
};

/** As DynamoDB counts, roughly. */
export const bytesOf = (item: Item | undefined): number => Buffer.byteLength(JSON.stringify(item ?? {}));
