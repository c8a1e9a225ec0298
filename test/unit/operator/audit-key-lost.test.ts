import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { createAppendAudit } from '#platform/audit/append';
import { createFingerprints } from '#platform/data-keys/fingerprints';
import { createDataKeys } from '#platform/data-keys/data-keys';
import { createTable } from '#platform/table/table';
import { tableName } from '../../support/dynalite-client';
import { recordingLog } from '../../support/fakes';
import { auditSecret, operated, type Operated } from '../../support/operated';
import { SimpleSecrets } from '../../support/simple-secrets';

const [name, before] = auditSecret;
const prefix = 'att-partner-gateway/rebound';
const granting = 'client grant --client crm --tenant rebound --provider A-06399x --scope mobility:read';

interface Listed {
  action: string;
  phase: string;
  about: Record<string, string>;
}

const auditOf = ({ gateway }: Operated) => ({
  listed: async () => JSON.parse((await gateway('audit list --tenant rebound --json')).out) as Listed[],
  verified: (more = '') => gateway(`audit verify --tenant rebound ${more}`),
  recovered: (more = '') => gateway(`keys recover audit --tenant rebound ${more}`),
  begunAnew: (more = '') => gateway(`audit begin-anew --tenant rebound ${more}`),
});

/** What the publisher appends for a caller. */
const tellOfCaller = async ({ secrets, dynamoDb }: Operated): Promise<void> => {
  const readSecret = (secret: string) => Promise.resolve(secrets.get(secret) ?? '');
  const keys = createDataKeys({ readSecret, prefix, purpose: 'audit', log: recordingLog() });
  const append = createAppendAudit(createTable(dynamoDb, tableName), createFingerprints(keys));
  await append('A-06399x', {
    ...{ id: 'a', at: '2026-11-05T15:00:00.000Z', actor: 'client:crm', action: 'change-number', phase: 'done' },
    ...{ solutionProviders: ['A-06399x'], about: {}, hashes: {} },
  });
};

/** Everything Secrets Manager had of the key is gone. */
const loseKey = (world: Operated, instead = 'oops'): void => {
  const others = [...world.secrets].filter(([secret]) => secret !== name);
  world.secrets = new SimpleSecrets();
  for (const [secret, value] of others) world.secrets.set(secret, value);
  world.secrets.set(name, instead);
};

const changeEntry = async (world: Operated, of: (entry: Record<string, unknown>) => boolean, change: object) => {
  const { Items = [] } = await world.dynamoDb.send(new ScanCommand({ TableName: tableName }));
  const entry = Items.map((item) => unmarshall(item)).find(of)!;
  await world.dynamoDb.send(new PutItemCommand({ TableName: tableName, Item: marshall({ ...entry, ...change }) }));
};

describe('a key of the audit that cannot be used', () => {
  it.each<[string, (world: Operated) => void]>([
    ['was replaced by something else', ({ secrets }) => secrets.set(name, '{"oops":1}')],
    ['waits for its deletion', ({ secrets }) => secrets.removed.add(name)],
  ])('is had back where it %s, and the audit says so, afterwards', async (_, harm) => {
    const world = await operated();
    const { listed, recovered, verified } = auditOf(world);
    await world.gateway(granting);
    harm(world);
    expect(await world.gateway(granting)).toMatchObject({ exitCode: 1 });
    expect(await recovered()).toMatchObject({ err: '', out: 'audit: 1 is there again; 1 is in use.\n', exitCode: 0 });
    expect(JSON.parse(world.secrets.get(name)!)).toEqual(JSON.parse(before));
    expect((await listed()).slice(2).map(({ action, phase, about }) => [action, phase, about['written']])).toEqual([
      ['keys recover', 'begun', 'afterwards'],
      ['keys recover', 'done', undefined],
    ]);
    expect(await verified()).toMatchObject({ exitCode: 0 });
    expect(await world.gateway(granting)).toMatchObject({ exitCode: 0 });
  });

  it('is written before anything is done where it can be', async () => {
    const world = await operated();
    world.secrets.set(name, JSON.stringify({ keyId: '2', key: 'another key of the audit, long enough' }));
    expect((await auditOf(world).recovered()).exitCode).toBe(0);
    const [begun] = await auditOf(world).listed();
    expect(begun).toMatchObject({ action: 'keys recover', phase: 'begun', about: { purpose: 'audit' } });
    expect(begun!.about).not.toHaveProperty('written');
  });

  it('is not had back from nothing: it says what there is to do', async () => {
    const world = await operated();
    loseKey(world);
    const { err, exitCode } = await auditOf(world).recovered();
    expect([exitCode, err]).toEqual([1, expect.stringContaining('gateway audit begin-anew')]);
  });
});

describe('a key of the audit that is lost', () => {
  const lost = async () => {
    const world = await operated();
    await world.gateway(granting);
    await tellOfCaller(world);
    loseKey(world);
    return { world, ...auditOf(world) };
  };

  it('has the chains begun anew: who did it, and what cannot be proven', async () => {
    const { world, verified, begunAnew, listed } = await lost();
    expect(await verified()).toMatchObject({ exitCode: 4 });
    expect(await begunAnew('--dry-run')).toMatchObject({ out: expect.stringContaining('would be made'), exitCode: 0 });
    expect(world.secrets.get(name)).toBe('oops');
    const { out, exitCode } = await begunAnew();
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/new key[^]*_operators {2}goes on behind entry 2\nA-06399x {2}goes on behind entry 1/)]); // prettier-ignore
    expect((await listed()).map(({ action, phase }) => [action, phase])).toEqual(
      expect.arrayContaining([
        ['client grant', 'begun'],
        ['audit begin-anew', 'begun'],
        ['audit begin-anew', 'done'],
      ]),
    );
    const said = await verified();
    expect(said.exitCode).toBe(3);
    expect(said.out).toMatch(
      /_operators {2}5 entries {2}NOT in order[^]*unproven: 2 entries from 1 to 2 cannot be proven[^]*entry 3 says so, .*jo\.example/,
    );
    expect(said.out).toContain('unproven: entry 1 cannot be proven');
    expect((await world.gateway(granting)).exitCode).toBe(0);
    expect((await begunAnew()).err).toContain('Every entry is signed with a key that is there');
  });

  it('is in order again for whoever has noted the end that was begun anew', async () => {
    const { world, verified, begunAnew } = await lost();
    await begunAnew();
    const ends = (await verified()).out.match(/\S+@\d+:\S+/g)!;
    expect(ends).toHaveLength(2);
    await world.gateway(granting);
    const known = await verified(`--expect ${ends.join(' ')}`);
    expect(known).toMatchObject({ exitCode: 0, out: expect.stringContaining('unproven: entry 1 cannot be proven') });
    expect((await verified(`--expect ${ends[0]}`)).exitCode).toBe(3);
  });

  it('lets nobody change what stood there, from then on', async () => {
    const { world, verified, begunAnew } = await lost();
    await begunAnew();
    const ends = (await verified()).out.match(/\S+@\d+:\S+/g)!;
    await changeEntry(world, ({ phase, action }) => phase === 'done' && action === 'client grant', { actor: 'nobody' });
    const { out, exitCode } = await verified(`--expect ${ends.join(' ')}`);
    expect([exitCode, out]).toEqual([3, expect.stringMatching(/changed: entry 1 was changed[^]*changed: entry 2 was/)]);
  });

  it('is not begun anew while Secrets Manager has a key yet', async () => {
    const world = await operated();
    await world.gateway(granting);
    world.secrets.set(name, 'oops');
    const { err, exitCode } = await auditOf(world).begunAnew();
    expect([exitCode, err]).toEqual([1, expect.stringContaining('gateway keys recover audit')]);
  });

  it('is said too where another key has taken its place meanwhile', async () => {
    const { world, verified, begunAnew } = await lost();
    world.secrets.set(name, JSON.stringify({ keyId: '2', key: 'another key of the audit, long enough' }));
    await world.gateway(granting);
    expect((await verified()).out).toMatch(/changed: entry 1 was changed[^]*changed: entry 2 was/);
    expect((await begunAnew()).out).toContain('_operators  goes on behind entry 5');
    const { out } = await verified();
    expect(out).toContain('unproven: 2 entries from 1 to 2');
    expect(out).not.toContain('changed:');
  });
});
