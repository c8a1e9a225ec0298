import * as z from 'zod';
import type { UpstreamResult } from '#att/upstream-call';
import { TransportError } from '#att/transport';
import { defineOperation, type Operation } from '#domain/define-operation';
import { reconcile, type ReconcilerDependencies } from '#requests/reconcile';
import { requestRecordId, type RequestRecord } from '#requests/request-record';
import type { Claim } from '#requests/claim';
import { createRequestStore } from '#requests/request-store';
import { createTable, type Table } from '#platform/table/table';
import type { RestrictionLevel } from '#domain/restriction';
import { noEffects, type WriteEffects } from '#requests/write-effects';
import { answerCipherOf, claimedBody } from '../../support/data-keys';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { fixedClock, recordingLog, recordingMetrics, wireAnswer } from '../../support/fakes';
import { boundBinding, readThing, writeThing } from '../../support/operations';

const { notReadBack: _notReadBack, ...writtenThing } = writeThing;

/** A write that can be seen by reading the thing of its name. */
export const visibleWrite = defineOperation({
  ...writtenThing,
  id: 'visible-write',
  readBack: {
    by: readThing,
    request: ({ body }) => {
      const { name } = z.looseObject({ name: z.string() }).parse(body?.value);
      return name === 'nameless' ? [] : [{ path: { thingId: name }, query: {} }];
    },
    verdict: (answer) =>
      z.looseObject({ verdict: z.enum(['applied', 'not-applied', 'undecidable']) }).parse(answer).verdict,
  },
});

export const minutes = (count: number): number => count * 60_000;

/** AT&T’s answer to the read. */
export const shows = (verdict: string): UpstreamResult => {
  const body = { thingId: 'x', verdict };
  return { answer: wireAnswer(200, body), verdict: { outcome: 'succeeded', body } };
};
export const noAnswer: UpstreamResult = { failure: new TransportError('timeout', true) };

const operationsById = new Map<string, Operation>(
  [visibleWrite, writeThing, readThing].map((operation) => [operation.id, operation]),
);

/** The reconciler over a real table, with an AT&T and a tracking side that say what they are told to. */
export const reconcilerWorld = async (wrap: (table: Table) => Table = (table) => table) => {
  const client = await dynaliteClient();
  const clock = fixedClock();
  const requests = createRequestStore(wrap(createTable(client, tableName)), clock.now);
  const told: { read: UpstreamResult | Error; begun: boolean | undefined; restricted?: RestrictionLevel } = {
    read: shows('applied'),
    begun: undefined,
  };
  const asked: string[] = [];
  const calls: { trace: object; callId: string; deadline: number }[] = [];
  const log = recordingLog();
  const metrics = recordingMetrics();
  const effects: WriteEffects = { ...noEffects, isReserved: () => Promise.resolve(told.begun) };
  const deps: ReconcilerDependencies = {
    requests,
    restrictionOf: () => Promise.resolve(told.restricted),
    log,
    metrics,
    effects,
    now: clock.now,
    wireNow: clock.now,
    answerCipher: answerCipherOf(),
    operationOf: (id) => operationsById.get(id),
    bindingOf: () => boundBinding(),
    att: {
      call: ({ operation, request, trace, callId, deadline }) => {
        calls.push({ trace, callId, deadline });
        asked.push(`${operation.id} ${request.path['thingId'] ?? ''}`);
        return told.read instanceof Error ? Promise.reject(told.read) : Promise.resolve(told.read);
      },
    },
  };
  const claimed = async (parts: Partial<Claim> & { name?: string } = {}): Promise<RequestRecord> => {
    const { name = 'x', ...more } = parts;
    const operation = more.operation ?? 'visible-write';
    const { record } = await requests.claim({
      requestId: requestRecordId('SP-A', operation, name),
      solutionProvider: 'SP-A',
      operation,
      clientId: 'client-a',
      ...claimedBody('h'),
      request: { path: {}, query: {}, body: JSON.stringify({ name }) },
      deadline: clock.now() + 25_000,
      ...more,
    });
    return record;
  };
  const found = async ({ requestId }: RequestRecord): Promise<RequestRecord> => {
    const record = await requests.find(requestId);
    if (!record) throw new Error('The record is gone.');
    return record;
  };
  const reconciled = async (record: RequestRecord) => reconcile(deps, await found(record));
  const emitted = (name: string): number => metrics.emitted.filter(({ values }) => name in values).length;
  return {
    deps,
    clock,
    requests,
    told,
    asked,
    calls,
    log,
    metrics,
    emitted,
    claimed,
    found,
    reconciled,
    close: () => client.destroy(),
  };
};
