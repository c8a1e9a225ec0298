import { createHash } from 'node:crypto';
import * as z from 'zod';
import { callIdPattern } from '#domain/call-id';
import { recordsOfCalls } from '#platform/table/keys';
import type { Key, Table } from '#platform/table/table';
import { requestIdPattern, type RequestRecord } from '#requests/request-record';

/** Which record a write had, by the ids of the calls it was made, repeated or refused with. @throws Problem `service-unavailable` */
export interface RecordsOfCalls {
  /** Of several calls with one id, the last one’s record counts. */
  nameCall(call: NamedCall, callIds: readonly string[]): Promise<void>;
  /** What a Solution Provider has by the record’s own id, or else by that of a call that was about it. */
  findBy(solutionProvider: string, id: string): Promise<RequestRecord | undefined>;
}

interface NamedCall {
  solutionProvider: string;
  /** Of the record. */
  requestId: string;
}

export const createRecordsOfCalls = (
  table: Pick<Table, 'get' | 'put'>,
  now: () => number,
  find: (requestId: string) => Promise<RequestRecord | undefined>,
): RecordsOfCalls => ({
  nameCall: async ({ solutionProvider, requestId }, callIds) => {
    const expiresAt = recordsOfCalls.lifetime.expiresAt(now());
    const keys = [...new Set(callIds)].map((callId) => keyOf(solutionProvider, callId));
    await Promise.all(keys.map((key) => table.put({ ...key, requestId, expiresAt })));
  },
  findBy: async (solutionProvider, id) => {
    const theirs = async (requestId: string): Promise<RequestRecord | undefined> => {
      const record = await find(requestId);
      return record?.solutionProvider === solutionProvider ? record : undefined;
    };
    const own = requestIdPattern.test(id) ? await theirs(id) : undefined;
    if (own || !callIdPattern.test(id)) return own;
    const named = await table.get(keyOf(solutionProvider, id));
    return named && theirs(z.string().parse(named['requestId']));
  },
});

/** Of both together, so that no call of one Solution Provider is another’s. */
const keyOf = (solutionProvider: string, callId: string): Key => {
  const digest = createHash('sha256')
    .update(JSON.stringify([solutionProvider, callId]))
    .digest('base64url');
  return recordsOfCalls.key.of({ digest });
};
