import { auditEntrySchema, valuePlace, type AuditEntry } from '#platform/audit/entry';
import { entriesOf, verifyChain } from '#platform/audit/verify';
import { lines, requestRecords, trackedOrders } from '#platform/table/keys';
import type { Item, Key } from '#platform/table/table';
import { publisherRig, solutionProvider, streamRecord } from '../../support/event-rig';

const number = '2125550143';
const lineKey = lines.key.of({ solutionProvider, subscriberNumber: number });
const at = '2026-11-05T15:00:00.000Z';

const change = (sequence: number, more: object = {}) => ({
  ...{ at, operation: 'update-device', requestId: `req_${sequence}`, by: 'crm', change: 'device' },
  ...{ actor: 'jo.example', purpose: 'lost phone', made: { at, sequence, before: '1111', after: '2222' } },
  ...more,
});
const line = (...timeline: { made?: unknown }[]): Item => ({
  ...lineKey,
  ...{ solutionProvider, subscriberNumber: number, updatedAt: at, timeline },
  changesMade: timeline.filter(({ made }) => made).length,
});

const audited = async () => {
  const rig = await publisherRig();
  const tell = async (key: Key, before: Item | undefined, after: Item) =>
    expect(await rig.publish([streamRecord(key, before, after)])).toEqual([]);
  const entries = async (): Promise<AuditEntry[]> => {
    const found: AuditEntry[] = [];
    for await (const item of entriesOf(rig.table, solutionProvider)) found.push(auditEntrySchema.parse(item));
    return found;
  };
  return { ...rig, tell, entries };
};

it('has a sensitive change of a line once it was made: which client, of what, and nothing personal', async () => {
  const { tell, entries, auditFingerprints, table } = await audited();
  const asked = { ...change(1), made: undefined };
  await tell(lineKey, undefined, line(asked));
  expect(await entries()).toEqual([]);
  await tell(lineKey, line(asked), line(change(1)));
  const [entry, ...more] = await entries();
  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    ...{ actor: 'client:crm', action: 'update-device', phase: 'done', at, solutionProviders: [solutionProvider] },
    about: { requestId: 'req_1', change: 'device' },
  });
  const { hashes } = entry!;
  for (const [name, value] of Object.entries({
    resource: number,
    person: 'jo.example',
    reason: 'lost phone',
    before: '1111',
  }))
    expect(await auditFingerprints.matches(hashes[name]!, value, valuePlace)).toBe(true);
  expect(JSON.stringify(entry)).not.toMatch(/2125550143|jo\.example|lost phone|1111/);
  expect((await verifyChain(table, auditFingerprints, solutionProvider)).flaws).toEqual([]);
});

it('has it once though the stream tells of it again, and the next one besides', async () => {
  const { tell, entries } = await audited();
  await tell(lineKey, undefined, line(change(1)));
  await tell(lineKey, undefined, line(change(1)));
  await tell(lineKey, line(change(1)), line(change(1), change(2)));
  expect((await entries()).map(({ about }) => about['requestId'])).toEqual(['req_1', 'req_2']);
});

const orderKey = trackedOrders.key.of({ solutionProvider, quoteId: 'Q-1' });
const order = (...timeline: object[]): Item => ({
  ...orderKey,
  ...{ solutionProvider, program: 'apex', quoteId: 'Q-1', origin: 'here', createdAt: at, updatedAt: at, facts: {} },
  timeline,
});
const recorded = { at, type: 'fact-recorded', fact: 'credit', after: 'approved', by: 'crm' };

it('has what was attested of an order, and who took it back; not what AT&T has shown', async () => {
  const { tell, entries } = await audited();
  const observed = { ...recorded, provenance: 'observed' };
  const attested = { ...recorded, provenance: 'attested' };
  const retracted = { ...attested, type: 'fact-retracted', actor: 'jo.example', purpose: 'wrong quote' };
  await tell(orderKey, undefined, order(observed));
  await tell(orderKey, order(observed), order(observed, attested));
  await tell(orderKey, order(observed, attested), order(observed, attested, retracted));
  const found = await entries();
  expect(found.map(({ action, about }) => [action, about])).toEqual([
    ['attest-order-fact', { fact: 'credit' }],
    ['retract-attestation', { fact: 'credit' }],
  ]);
  expect(Object.keys(found[1]!.hashes).toSorted()).toEqual(['after', 'person', 'reason', 'resource']);
});

it('has a request whose outcome a client has stated; not one that the gateway found out', async () => {
  const { tell, entries } = await audited();
  const record = (outcome: string, ...evidence: string[]): Item => ({
    ...requestRecords.key.of({ requestId: 'req_1' }),
    ...{ requestId: 'req_1', solutionProvider, operation: 'request-port-in', clientId: 'crm', outcome, evidence },
    ...{ owner: 'o', bodyHash: '1.x', startedAt: at, deadlineAt: at, finishedAt: at, request: { path: {}, query: {} } },
  });
  const key = requestRecords.key.of({ requestId: 'req_1' });
  await tell(key, record('unknown'), record('needs-attention', 'A read of port-ins has not shown it.'));
  await tell(
    key,
    record('needs-attention', 'A read of port-ins has not shown it.'),
    record('not-applied', 'A read of port-ins has not shown it.', 'crm states: AT&T ticket 4711'),
  );
  expect(await entries()).toMatchObject([
    { actor: 'client:crm', action: 'resolve-request', about: { requestId: 'req_1', outcome: 'not-applied' } },
  ]);
});
