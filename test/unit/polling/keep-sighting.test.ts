import { operationEntryOf } from '#domain/operation-entry';
import { keeperRights } from '#entry/background-rights';
import { composeSightingKeeper } from '#entry/compose-sighting-keeper';
import { recordingReads } from '#operations/recording-reads';
import { examplesOf, operationById, operations, type OperationId } from '#operations/registry';
import { createTable, type Item } from '#platform/table/table';
import { keepSighting } from '#polling/keep-sighting';
import { newSightingItem, sightingKey, sightingSchema } from '#polling/sighting';
import { sightableSettings } from '../../../lib/config/sightable';
import { resolveBindings } from '../../../lib/config/resolve-bindings';
import { tableName } from '../../support/dynalite-client';
import { recordingLog } from '../../support/fakes';
import { grantedTable } from '../../support/granted-table';
import { quickClient } from '../../support/quick-client';
import { watchedClient } from '../../support/watched-client';
import { simulatedUrl } from '../../../tools/simulator/in-process';

const bindings = resolveBindings({ environment: 'uat', bindings: {} }, simulatedUrl);
const solutionProviders = [
  { id: 'SP-A', families: ['mobility', 'ordering-apex', 'ordering-alliance'] as const },
  { id: 'SP-M', families: ['mobility'] as const },
  { id: 'SP-O', families: ['ordering-alliance'] as const },
].map(({ id, families }) => ({ id, families: [...families] }));
const nowMs = Date.UTC(2026, 10, 3, 15);

/** The keeper of a tenant, and what it does to the table. */
const world = (bound: Partial<typeof bindings> = bindings) => {
  const client = watchedClient(quickClient());
  const log = recordingLog();
  const table = createTable(client, tableName);
  const deps = composeSightingKeeper({
    ...{ log, table: grantedTable(table, keeperRights), now: () => nowMs },
    ...sightableSettings({ solutionProviders }, bound as typeof bindings),
  });
  return { client, log, table, keep: (told: unknown) => keepSighting(deps, told) };
};

const seen = { solutionProvider: 'SP-A', operation: 'get-port-in', path: { portInId: 'P1' }, query: {} };

const stored = (operation: OperationId, { solutionProvider, path, query }: Omit<typeof seen, 'operation'>): Item =>
  newSightingItem({ operation: operationById(operation), solutionProvider, request: { path, query } }, nowMs);

it('knows the reads by whose answers something is recorded: all there are', () => {
  const recording = operations.filter((one) => operationEntryOf(one).handler === 'trackedRead').map(({ id }) => id);
  expect(recordingReads.map(({ id }) => id).toSorted()).toEqual(recording.toSorted());
});

it.each(
  recordingReads.flatMap(({ id }) => examplesOf[id as OperationId].map(({ name, request }) => [id, name, request])),
)('puts the sighting of %s (%s), and does nothing else', async (id, _, request) => {
  const { path, query } = { path: {}, query: {}, ...(request as object) } as typeof seen;
  const { client, table, keep, log } = world();
  expect(await keep({ ...seen, operation: id, path, query })).toEqual({ kept: true });
  expect(client.sent).toEqual(['PutItem']);
  const item = stored(id as OperationId, { solutionProvider: 'SP-A', path, query });
  expect(await table.get(sightingKey(sightingSchema.parse(item)))).toEqual(item);
  expect(log.lines).toEqual([]);
});

it('takes parameters along that AT&T may know, where it does not print which there are', async () => {
  const query = { subscriberNumber: '2125550120', channel: 'web' };
  expect(await world().keep({ ...seen, operation: 'get-line-details', path: {}, query })).toEqual({ kept: true });
});

const long = 'x'.repeat(200_000);

/** What somebody could tell it who has taken over the function of a read. */
const forged: Record<string, [told: unknown, failure: string]> = {
  'for a Solution Provider of another tenant': [{ ...seen, solutionProvider: '10067' }, 'unknown-solution-provider'],
  'for one whose id leads into other partitions': [
    { ...seen, solutionProvider: 'SP-A#ORDER' },
    'unknown-solution-provider',
  ],
  'for none': [{ ...seen, solutionProvider: '' }, 'unknown-solution-provider'],
  'for two at once': [{ ...seen, solutionProvider: 'SP-A SP-M' }, 'unknown-solution-provider'],
  'for one that AT&T issued no credentials of the family for': [
    { ...seen, solutionProvider: 'SP-O' },
    'unknown-solution-provider',
  ],
  'of an operation that changes something': [{ ...seen, operation: 'cancel-port-in' }, 'no-recording-read'],
  'of a read that records nothing': [{ ...seen, operation: 'list-port-ins' }, 'no-recording-read'],
  'of an operation that there is not': [{ ...seen, operation: '__proto__' }, 'no-recording-read'],
  'with a key of its own': [{ ...seen, pk: 'SP#SP-A', sk: 'PORT-IN#P1' }, 'malformed'],
  'with an end of its own': [{ ...seen, expiresAt: 32_503_680_000 }, 'malformed'],
  'with a state': [{ ...seen, state: 'completed' }, 'malformed'],
  'that is a list': [[seen], 'malformed'],
  'that is nothing': [null, 'malformed'],
  'with parameters that are no texts': [{ ...seen, path: { portInId: { S: 'P1' } } }, 'malformed'],
  'with a huge path': [{ ...seen, path: { portInId: long } }, 'too-long'],
  'with a huge query': [{ ...seen, query: { [long]: '' } }, 'too-long'],
  'with another path': [{ ...seen, path: { quoteId: 'Q1' } }, 'not-of-the-operation'],
  'with more in its path than the operation has': [
    { ...seen, path: { portInId: 'P1', billingAccountNumber: '1' } },
    'not-of-the-operation',
  ],
  'without what its path names': [{ ...seen, path: {} }, 'not-of-the-operation'],
  'with a query that the operation does not take': [
    { ...seen, operation: 'get-line-details', path: {}, query: { subscriberNumber: '1', imei: '2' } },
    'not-of-the-operation',
  ],
};

it.each(Object.entries(forged))(
  'keeps nothing of what is told %s, and says so without any of its words',
  async (_, [told, failure]) => {
    const { client, keep, log } = world();
    await expect(keep(told)).rejects.toThrow(/^A read does not leave such a sighting\.$/);
    expect(client.sent).toEqual([]);
    expect(log.lines).toEqual([
      { level: 'error', message: 'sighting-refused', facts: expect.objectContaining({ failure }) as unknown },
    ]);
    const known = new Set(['SP-A', ...operations.map(({ id }) => id)]);
    const { solutionProvider = 'SP-A', operation = 'get-port-in' } = log.lines[0]!.facts as Partial<typeof seen>;
    expect([solutionProvider, operation].filter((word) => !known.has(word))).toEqual([]);
    expect(JSON.stringify(log.lines)).not.toMatch(/P1|Q1|xxx|10067/);
  },
);

it('keeps nothing of a read that does not reach AT&T', async () => {
  const { 'get-port-in': own, ...others } = bindings;
  const { client, keep } = world({ ...others, 'get-port-in': { ...own!, baseUrl: undefined } });
  await expect(keep(seen)).rejects.toThrow('does not leave');
  expect(client.sent).toEqual([]);
});

it('says by an error that it could not put it', async () => {
  const { client, keep } = world();
  client.goWrong(1, 'throttled', 5);
  await expect(keep(seen)).rejects.toMatchObject({ code: 'service-unavailable' });
});
