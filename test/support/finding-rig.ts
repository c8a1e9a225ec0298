import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Transport } from '#att/transport';
import { requestRecords } from '#platform/table/keys';
import type { Key } from '#platform/table/table';
import { createNameClaims } from '#requests/records-of-calls';
import { operations, type OperationId } from '#operations/registry';
import { createLeadStore } from '#tracking/leads/lead-store';
import { exampleCall } from '../../tools/soak/example-call';
import { dynaliteClient, tableName } from './dynalite-client';
import { gatewayRig, type Answer } from './gateway-rig';
import { ownRoutesRig, solutionProvider } from './own-routes';
import { simulatedAtt } from '../../tools/simulator/in-process';
import { watchedClient } from './watched-client';

export const writes = operations.filter(({ idempotency }) => idempotency !== 'safe').map(({ id }) => id);

type Parts = Parameters<ReturnType<typeof gatewayRig>['call']>[1];

/** Operations over a simulated AT&T and the gateway’s own routes, over one table, for one Solution Provider. */
export const findingRig = async () => {
  const client = watchedClient(await dynaliteClient());
  const att = simulatedAtt();
  const sent: string[] = [];
  const transport: Transport = (request, deadlineMs) => {
    sent.push(JSON.stringify([request.url.href, request.headers, request.body]));
    return att.transport(request, deadlineMs);
  };
  const rig = gatewayRig({ client, transport, mode: 'advisory' });
  const own = await ownRoutesRig(client);
  const leads = createLeadStore(rig.table);
  const nameClaims = createNameClaims(rig.table);

  /** Everything in the table. */
  const items = async (): Promise<(Key & Record<string, unknown>)[]> => {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }));
    return Items.map((item) => unmarshall(item) as Key & Record<string, unknown>);
  };

  return {
    ...{ client, rig, own, items },
    /** What AT&T was sent, headers and all. */
    sent,
    /** Makes a write as its example has it. */
    write: (id: OperationId, parts: Parts = {}): Promise<Answer> => {
      const { path, body } = exampleCall(id, parts.solutionProvider ?? solutionProvider);
      const example = { ...(path && { path }), ...(body !== undefined && { body }) };
      return rig.call(id, { solutionProvider, key: `${id}-1`, ...example, ...parts });
    },
    /** What the stream of the table does about leads. */
    follow: async (): Promise<void> => {
      for (const item of await items()) {
        if (item.pk.startsWith(requestRecords.key.partitionPrefix)) await nameClaims(undefined, item);
        await leads.follow(item, undefined, item);
      }
    },
    search: async (id: string) =>
      (await own.call('search', { query: { id } })).body['found'] as Record<string, unknown>[],
    requests: async (query: Record<string, string>) =>
      (await own.call('list-requests', { query })).body['requests'] as Record<string, unknown>[],
  };
};
export type FindingRig = Awaited<ReturnType<typeof findingRig>>;
