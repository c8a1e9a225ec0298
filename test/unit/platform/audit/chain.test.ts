import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createAppendAudit } from '#platform/audit/append';
import { auditEntrySchema, sequenceText, type AuditEntry, type AuditFacts } from '#platform/audit/entry';
import { entriesOf, verifyChain } from '#platform/audit/verify';
import { createFingerprints } from '#platform/data-keys/fingerprints';
import { auditEntries, auditHeads } from '#platform/table/keys';
import { createTable } from '#platform/table/table';
import { dataKeys } from '../../../support/data-keys';
import { dynaliteClient, tableName } from '../../../support/dynalite-client';

const chain = '10067';
const fingerprints = createFingerprints(dataKeys('audit'));

const facts = (id: string): AuditFacts => ({
  ...{ id, at: '2026-11-05T15:00:00.000Z', actor: 'client:crm', action: 'change-number', phase: 'done' },
  ...{ solutionProviders: [chain], about: { requestId: `req_${id}` }, hashes: {} },
});

const audit = async (...ids: string[]) => {
  const client = await dynaliteClient();
  const table = createTable(client, tableName);
  const append = createAppendAudit(table, fingerprints);
  for (const id of ids) await append(chain, facts(id));
  const entries = async (): Promise<AuditEntry[]> => {
    const found: AuditEntry[] = [];
    for await (const item of entriesOf(table, chain)) found.push(auditEntrySchema.parse(item));
    return found;
  };
  const keyOf = (sequence: number) => auditEntries.key.of({ chain, sequence: sequenceText(sequence) });
  return {
    ...{ table, append, entries },
    /** As somebody does it who may do anything in the table. */
    put: (sequence: number, entry: object) =>
      client.send(new PutItemCommand({ TableName: tableName, Item: marshall({ ...entry, ...keyOf(sequence) }) })),
    remove: (sequence: number) =>
      client.send(new DeleteItemCommand({ TableName: tableName, Key: marshall(keyOf(sequence)) })),
    putHead: (head: object) =>
      client.send(
        new PutItemCommand({ TableName: tableName, Item: marshall({ ...auditHeads.key.of({ chain }), ...head }) }),
      ),
    verify: (...expected: { sequence: number; mac: string }[]) => verifyChain(table, fingerprints, chain, expected),
  };
};

it('is in order as it was written, and says where it ends', async () => {
  const { verify, entries } = await audit('a', 'b', 'c');
  const mac = (await entries())[2]!.mac;
  expect(await verify()).toEqual({ chain, entries: 3, end: { sequence: 3, mac }, withoutKey: 0, known: [], flaws: [] });
});

it('is in order where nothing was written', async () => {
  const { verify } = await audit();
  expect(await verify()).toEqual({ chain, entries: 0, withoutKey: 0, known: [], flaws: [] });
});

it('neither forks nor loses an entry when many append at once, from as many processes', async () => {
  const { table, entries, verify } = await audit();
  const ids = Array.from({ length: 40 }, (_, index) => `id-${index}`);
  await Promise.all(ids.map((id) => createAppendAudit(table, fingerprints)(chain, facts(id))));
  const written = await entries();
  expect(written.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(written.map(({ sequence }) => sequence)).toEqual(ids.map((_, index) => index + 1));
  expect((await verify()).flaws).toEqual([]);
});

it('has an act once that is told again', async () => {
  const { append, entries } = await audit('a', 'b');
  await append(chain, facts('a'));
  expect(await entries()).toHaveLength(2);
});

it.each(['actor', 'action', 'at', 'id', 'phase', 'solutionProviders', 'about', 'hashes', 'previous', 'mac'])(
  'shows that %s of an entry was changed, and of which',
  async (member) => {
    const { put, entries, verify } = await audit('a', 'b', 'c');
    const [, second] = await entries();
    const others = {
      phase: 'failed',
      at: '2026-11-06T15:00:00.000Z',
      solutionProviders: [],
      about: {},
      hashes: { x: 'y' },
    };
    await put(2, {
      ...second,
      ...{ [member]: 'somebody else', ...(member in others && { [member]: others[member as 'at'] }) },
    });
    const { flaws } = await verify();
    expect(flaws[0]).toMatchObject({ kind: 'changed', sequence: 2 });
  },
);

it('shows an entry that names a key there is not', async () => {
  const { put, entries, verify } = await audit('a', 'b');
  await put(1, { ...(await entries())[0], mac: 'no-key.abc' });
  expect((await verify()).flaws[0]).toMatchObject({ kind: 'changed', sequence: 1 });
});

it.each([
  [1, 'entry 1 is missing'],
  [2, 'entry 2 is missing'],
  [4, 'entry 4 is missing'],
])('shows that entry %d is missing, be it the first or the last', async (sequence, what) => {
  const { remove, verify } = await audit('a', 'b', 'c', 'd');
  await remove(sequence);
  expect((await verify()).flaws).toEqual([{ kind: 'missing', sequence, to: sequence, what }]);
});

it('shows that the whole chain is missing', async () => {
  const { remove, verify } = await audit('a', 'b');
  await remove(1);
  await remove(2);
  expect((await verify()).flaws).toEqual([{ kind: 'missing', sequence: 1, to: 2, what: 'entries 1 to 2 are missing' }]);
});

it('shows two entries that have changed places', async () => {
  const { put, entries, verify } = await audit('a', 'b', 'c');
  const [first, second] = await entries();
  await put(1, second!);
  await put(2, first!);
  expect((await verify()).flaws.map(({ kind, sequence }) => [kind, sequence])).toEqual([
    ['reordered', 1],
    ['reordered', 2],
  ]);
});

it('shows an entry that was moved up to where another was', async () => {
  const { put, remove, entries, verify } = await audit('a', 'b', 'c');
  await put(2, (await entries())[2]!);
  await remove(3);
  const { flaws } = await verify();
  expect(flaws[0]).toMatchObject({ kind: 'reordered', sequence: 2, what: 'at place 2 stands entry 3 of 10067' });
  expect(flaws).toContainEqual(expect.objectContaining({ kind: 'missing', sequence: 3 }));
});

it('shows a head that was set back, or taken away', async () => {
  const { putHead, remove, entries, verify } = await audit('a', 'b');
  const [first] = await entries();
  await remove(2);
  await putHead({ sequence: 1, mac: first!.mac, seal: first!.mac });
  expect((await verify()).flaws).toMatchObject([{ kind: 'head', sequence: 1 }]);
});

it('shows, by an end that was noted before, what somebody did who has the key and the head as well', async () => {
  const before = await audit('a', 'b', 'c');
  const [, , last] = await before.entries();
  const noted = { sequence: 3, mac: last!.mac };
  expect((await before.verify(noted)).flaws).toEqual([]);
  const rewritten = await audit('a', 'x');
  expect((await rewritten.verify(noted)).flaws).toMatchObject([{ kind: 'missing', sequence: 3 }]);
  await rewritten.append(chain, facts('y'));
  expect((await rewritten.verify(noted)).flaws).toMatchObject([{ kind: 'changed', sequence: 3 }]);
});

it('goes on behind a head that has stayed behind', async () => {
  const { putHead, entries, append, verify, table } = await audit('a');
  const head = (await table.get(auditHeads.key.of({ chain })))!;
  await append(chain, facts('b'));
  await putHead(head);
  expect((await verify()).flaws).toEqual([]);
  await append(chain, facts('c'));
  expect(await entries()).toHaveLength(3);
  expect(await table.get(auditHeads.key.of({ chain }))).toMatchObject({ sequence: 3 });
});
