import type { BulkCall } from '#bulk/bulk-call';
import { createBulkStore } from '#bulk/bulk-store';
import type { BulkWrite } from '#bulk/bulk-write';
import { createCallStore } from '#bulk/call-store';
import type { FunctionAnswer, Invoke } from '#bulk/invoke';
import type { GatewayEvent } from '#api/gateway-event';
import { operationById, type OperationId } from '#operations/registry';
import { createTable, type Table } from '#platform/table/table';
import { requestRecordId, type RequestRecord } from '#requests/request-record';
import { rowKeyOf } from '#bulk/bulk-call';
import { openCipher } from '../../support/data-keys';
import { tableName, type Client } from '../../support/dynalite-client';
import { fixedClock, nobodyRestricted, recordingLog } from '../../support/fakes';

export const solutionProvider = 'SP-A';

let bulkWrites = 0;

/** What carries out a bulk write, over any DynamoDB; answers of operations are the test’s. */
export const bulkWorld = (client: Client, operation: OperationId = 'change-number') => {
  const table: Table = createTable(client, tableName);
  const clock = fixedClock();
  const log = recordingLog();
  const id = `blk_world_${(bulkWrites += 1)}`;
  const store = createBulkStore(table, clock.now);
  const calls = createCallStore(table, clock.now);
  const records = new Map<string, Partial<RequestRecord>>();
  const invoked: { operation: string; event: GatewayEvent }[] = [];
  const reply: { with: (number: number) => FunctionAnswer | Error } = {
    with: () => ({ statusCode: 200, headers: {}, body: '{}' }),
  };
  const invoke: Invoke = (name, event) => {
    invoked.push({ operation: name, event });
    const number = Number(event.requestContext.requestId.split(':').at(-1));
    const answer = reply.with(number);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const grant = {
    solutionProviders: [solutionProvider],
    scopes: ['bulk:write', operationById(operation).scope] as string[],
  };
  const deps = {
    ...{ bulkWrites: store, calls, cipher: openCipher, log, now: clock.now, wireNow: clock.now, invoke },
    grantOf: () => Promise.resolve(grant as never),
    restrictionOf: nobodyRestricted,
    operationOf: () => operationById(operation),
    requests: {
      find: (requestId: string) => {
        const record = records.get(requestId);
        return Promise.resolve(record as RequestRecord | undefined); // Of a record no more is read.
      },
    },
  };
  /** A bulk write of so many calls, one row each, that is carried out. */
  const begun = async (count = 1, body: string | null = '{"a":1}'): Promise<BulkWrite> => {
    const fresh = await store.claim({
      ...{ id, solutionProvider, operation, scope: operationById(operation).scope, clientId: 'crm' },
      ...{ bodyHash: 'hash', rows: count, calls: count, headers: {} },
    });
    for (let number = 0; number < count; number += 1) {
      const content = JSON.stringify({
        pathParameters: { subscriberNumber: '2125550120' },
        ...(body !== null && { body }),
      });
      await calls.add(id, {
        ...{ number, state: 'waiting', rows: [{ row: number }], attempts: 0, expiresAt: fresh.expiresAt },
        ...(await openCipher.seal(content, `${id} ${number}`)),
      });
    }
    return store.begin(fresh);
  };
  const standing = async (number = 0): Promise<BulkCall> => (await calls.from(id, number, 1))[0]!;
  /** What became of the request of a call. */
  const recorded = (number: number, parts: Partial<RequestRecord>): string => {
    const requestId = requestRecordId(solutionProvider, operation, rowKeyOf(id, number));
    records.set(requestId, { requestId, ...parts });
    return requestId;
  };
  return { id, table, clock, log, store, calls, deps, grant, invoked, reply, begun, standing, recorded };
};
