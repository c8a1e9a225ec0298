import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { auditEntries } from '#platform/table/keys';
import { tableName } from '../../support/dynalite-client';
import { auditSecret, awsError, operated, operatorArn, type Operated } from '../../support/operated';

const granting = 'client grant --client crm --tenant rebound --provider A-06399x --scope mobility:read';
const verifying = 'audit verify --tenant rebound';

interface Listed {
  action: string;
  phase: string;
  actor: string;
  about: Record<string, string>;
  hashes: Record<string, string>;
  solutionProviders: string[];
}

const listed = async ({ gateway }: Pick<Operated, 'gateway'>, more = ''): Promise<Listed[]> =>
  JSON.parse((await gateway(`audit list --tenant rebound --json ${more}`)).out) as Listed[];

it('has who did what for whom, before it is done and after it, with hashes of what it was before and after', async () => {
  const world = await operated();
  await world.gateway(granting);
  const [begun, done, ...more] = await listed(world);
  expect(more).toEqual([]);
  expect(begun).toMatchObject({
    ...{ action: 'client grant', phase: 'begun', actor: operatorArn },
    ...{ solutionProviders: ['A-06399x'], about: { client: 'crm' }, hashes: {} },
  });
  expect(done).toMatchObject({ phase: 'done', hashes: { after: expect.stringMatching(/^1\./) } });
  expect(done!.about['run']).toBe(begun!.about['run']);
  await world.gateway(granting);
  const [, , , again] = await listed(world);
  expect(again!.hashes).toMatchObject({ before: done!.hashes['after'], after: done!.hashes['after'] });
  const { out, exitCode } = await world.gateway(verifying);
  expect([out, exitCode]).toEqual([
    expect.stringMatching(/^_operators {2}4 entries {2}in order {2}_operators@4:1\./),
    0,
  ]);
});

/** What the reconciler says, and a list of requests. */
const judged = (event: unknown): object =>
  (event as { rejudge?: true }).rejudge
    ? { succeeded: 1 }
    : { statusCode: 200, body: JSON.stringify({ requests: [] }) };

it.each([
  'credentials set --provider A-06399x --family mobility',
  'client grant --client crm --provider A-06399x --scope mobility:read',
  'client revoke --client crm',
  'requests rejudge',
])('is written by %j, and not by its dry run', async (line) => {
  const world = await operated({ invoked: (_, event) => Promise.resolve(judged(event)) });
  const pair = '{"clientId":"a-client-id","clientSecret":"a-client-secret"}';
  await world.gateway(`${line} --tenant rebound --dry-run`, pair);
  expect(await listed(world)).toEqual([]);
  const { err } = await world.gateway(`${line} --tenant rebound`, pair);
  expect(err).toBe('');
  const action = line.split(' ').slice(0, 2).join(' ');
  expect((await listed(world)).map((one) => [one.action, one.phase])).toEqual([
    [action, 'begun'],
    [action, 'done'],
  ]);
  expect(JSON.stringify(await listed(world))).not.toContain('a-client-secret');
});

it.each([
  ['credentials forget --provider A-06399x --family mobility', 'refused', 1],
  ['requests rejudge', 'failed', 4],
])('says of %j that it was %s', async (line, phase, exitCode) => {
  const world = await operated({ invoked: () => Promise.reject(new Error('no')) });
  expect((await world.gateway(`${line} --tenant rebound`)).exitCode).toBe(exitCode);
  expect((await listed(world)).map((one) => one.phase)).toEqual(['begun', phase]);
});

it('lets nothing be done that it cannot be told of', async () => {
  const world = await operated();
  world.secrets.delete(auditSecret[0]);
  const ended = await world.gateway(granting);
  expect(ended).toMatchObject({ out: '', err: expect.stringContaining('nothing was changed'), exitCode: 1 });
  expect((await world.gateway('client show --client crm --tenant rebound')).out).toContain('may do nothing');
});

it('says that it has missed how something ended, and what was done', async () => {
  const world = await operated();
  const { send } = world.dynamoDb;
  let puts = 0;
  world.dynamoDb.send = ((command: { input: { Item?: { pk: { S: string } } } }) => {
    const isEntry = command.input.Item?.pk.S.startsWith(auditEntries.key.partitionPrefix) === true;
    if (isEntry && (puts += 1) > 2) return Promise.reject(awsError('InternalServerError'));
    return (send as (command: unknown) => unknown).call(world.dynamoDb, command);
  }) as never;
  const { out, exitCode } = await world.gateway(granting);
  expect([out, exitCode]).toEqual([expect.stringMatching(/may do: .*not in the audit/s), 4]);
});

it('is listed by whom, for whom and since when', async () => {
  const world = await operated({ invoked: () => Promise.resolve({}) });
  await world.gateway(granting);
  await world.gateway('requests rejudge --tenant rebound');
  expect(await listed(world)).toHaveLength(4);
  expect(await listed(world, '--provider A-06399x')).toHaveLength(2);
  expect(await listed(world, '--actor jo.example')).toHaveLength(4);
  expect(await listed(world, '--actor somebody')).toEqual([]);
  expect(await listed(world, '--since 2999-01-01')).toEqual([]);
  expect((await world.gateway('audit list --since soon --tenant rebound')).exitCode).toBe(2);
});

it('says which entry was changed: 3', async () => {
  const world = await operated();
  await world.gateway(granting);
  const { Items = [] } = await world.dynamoDb.send(new ScanCommand({ TableName: tableName }));
  const entry = Items.map((item) => unmarshall(item)).find(({ phase }) => phase === 'done')!;
  const Item = marshall({ ...entry, actor: 'somebody else' });
  await world.dynamoDb.send(new PutItemCommand({ TableName: tableName, Item }));
  const ended = await world.gateway(verifying);
  expect(ended).toMatchObject({ exitCode: 3, out: expect.stringMatching(/NOT in order.*\n {2}changed: entry 2 was/) });
});

it('holds ends that were noted against it', async () => {
  const world = await operated();
  await world.gateway(granting);
  const [, end = ''] = /(_operators@2:\S+)/.exec((await world.gateway(verifying)).out) ?? [];
  await world.gateway(granting);
  expect((await world.gateway(`${verifying} --expect ${end}`)).exitCode).toBe(0);
  const cut = await world.gateway(`${verifying} --expect ${end.replace('@2:', '@9:')}`);
  expect(cut).toMatchObject({ exitCode: 3, out: expect.stringContaining('entries 5 to 9 are missing') });
  expect((await world.gateway(`${verifying} --expect nonsense`)).exitCode).toBe(2);
});

it('has no telephone number in clear, typed where an id belongs, which nothing would ever take out again', async () => {
  const world = await operated();
  const typed = ['requests rejudge --request 2125550143', 'client revoke --client +12125550143'];
  for (const line of typed) await world.gateway(`${line} --tenant rebound`);
  const entries = await listed(world);
  expect(entries.length).toBeGreaterThan(1);
  expect(JSON.stringify(entries)).not.toContain('2125550143');
  for (const { about, hashes } of entries) expect(Object.keys({ ...about, ...hashes }).length).toBeGreaterThan(1);
});
