import { createHash } from 'node:crypto';
import * as z from 'zod';
import { callIdPattern } from '#domain/call-id';
import { itemNotExists, lessThan, or } from '#platform/table/conditions';
import { recordsOfCalls } from '#platform/table/keys';
import type { Item, Key, Table } from '#platform/table/table';
import { requestIdPattern, requestRecordSchema, type RequestRecord } from '#requests/request-record';

/** Which record a write had, by the ids of the calls it was made, repeated or refused with. @throws Problem `service-unavailable` */
export interface RecordsOfCalls {
  /** Of several calls with one id, the last one’s record counts. */
  nameCall(call: NamedCall, callIds: readonly string[]): Promise<void>;
  /** What a Solution Provider has by the record’s own id, or else by that of a call that leads to it. */
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
  nameCall: async (call, callIds) => {
    await Promise.all(leadsOf(call, callIds, now()).map((lead) => table.put(lead)));
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

/**
 * Has the call that claimed a record lead to it, where a change of the record is that claim. Told twice, or late, it takes no
 * later call’s lead away. @throws Problem `service-unavailable`
 */
export type NameClaims = (before: Item | undefined, after: Item) => Promise<void>;

const claimImage = requestRecordSchema
  .pick({ solutionProvider: true, requestId: true, owner: true, startedAt: true, callIds: true })
  .required();

export const createNameClaims =
  (table: Pick<Table, 'put'>): NameClaims =>
  async (before, after) => {
    const { data: claimed } = claimImage.safeParse(after);
    if (!claimed || claimed.owner === before?.['owner']) return;
    for (const lead of leadsOf(claimed, claimed.callIds, Date.parse(claimed.startedAt)))
      await table.put(lead, or(itemNotExists, lessThan('expiresAt', lead.expiresAt)));
  };

const leadsOf = ({ solutionProvider, requestId }: NamedCall, callIds: readonly string[], atMs: number) => {
  const expiresAt = recordsOfCalls.lifetime.expiresAt(atMs);
  return [...new Set(callIds)].map((callId) => ({ ...keyOf(solutionProvider, callId), requestId, expiresAt }));
};

/** Of both together, so that no call of one Solution Provider is another’s. */
const keyOf = (solutionProvider: string, callId: string): Key => {
  const digest = createHash('sha256')
    .update(JSON.stringify([solutionProvider, callId]))
    .digest('base64url');
  return recordsOfCalls.key.of({ digest });
};
