import { createCipher } from '#platform/data-keys/cipher';
import { createDataKeys, dataKeySecretName, type DataKeyPurpose } from '#platform/data-keys/data-keys';
import { keySecret } from '../../support/data-keys';
import { recordingLog } from '../../support/fakes';
import { operated, type Operated } from '../../support/operated';
import { putRequests } from '../../support/open-requests';

const prefix = 'att-partner-gateway/rebound';
const nameOf = (purpose: DataKeyPurpose): string => dataKeySecretName(prefix, purpose);
const purposes = ['bulk-rows', 'fingerprints', 'answers', 'audit', 'webhook-secrets'] as const;

interface Secret {
  keyId: string;
  key: string;
  previous?: Record<string, string>;
}

const deployed = async (invoked: Operated['invoked'] = () => Promise.resolve(noRequests)) => {
  const world = await operated({ invoked });
  for (const purpose of purposes) if (purpose !== 'audit') world.secrets.set(nameOf(purpose), keySecret());
  const secret = (purpose: DataKeyPurpose) => JSON.parse(world.secrets.get(nameOf(purpose))!) as Secret;
  const keys = async (line: string) => {
    const ended = await world.gateway(`keys ${line} --tenant rebound`);
    // No key was printed, neither a new one nor one of before.
    for (const one of purposes.map(secret)) expect(`${ended.out}${ended.err}`).not.toContain(one.key);
    return { ...ended, said: `${ended.out}${ended.err}` };
  };
  /** What a function would seal and open with, that begins now. */
  const cipher = (purpose: DataKeyPurpose) => {
    const readSecret = (name: string) => Promise.resolve(world.secrets.get(name) ?? '');
    return createCipher(createDataKeys({ readSecret, prefix, purpose, log: recordingLog() }));
  };
  return { world, secret, keys, cipher };
};
const noRequests = { statusCode: 200, body: JSON.stringify({ requests: [] }) };

/** 35 days before the clock of the tests. */
const longAgo = new Date('2026-10-01T15:00:00Z');

it.each(purposes)(
  'makes a new key of %s, with which things are made, and keeps the one before to read',
  async (purpose) => {
    const { secret, keys, cipher } = await deployed();
    const old = secret(purpose);
    const sealed = await cipher(purpose).seal('of before', 'a place');
    const { said, exitCode } = await keys(`rotate ${purpose}`);
    expect([exitCode, said]).toEqual([0, expect.stringMatching(/20261105T150000000Z-\w{6} is in use, and 1 kept/)]);
    expect(secret(purpose)).toMatchObject({
      keyId: expect.stringMatching(/^2026/),
      previous: { [old.keyId]: old.key },
    });
    expect(secret(purpose).key).toMatch(/^[0-9a-f]{64}$/);
    const anew = await cipher(purpose).seal('of now', 'a place');
    expect(anew.keyId).toBe(secret(purpose).keyId);
    expect(await cipher(purpose).open(sealed, 'a place')).toBe('of before');
  },
);

it('keeps every key of before, however often it is rotated, and names them', async () => {
  const { secret, keys } = await deployed();
  await keys('rotate answers');
  const second = secret('answers').keyId;
  await keys('rotate answers');
  expect(Object.keys(secret('answers').previous!).toSorted()).toEqual(['1', second]);
  const listed = (await keys('list')).said.split('\n').find((line) => line.startsWith('answers'));
  expect(listed).toContain(`current ${secret('answers').keyId}, before 1, ${second}  2026-11-05T15:00:00.000Z`);
});

it('loses no key where two are rotated at the same time', async () => {
  const { world, secret, keys } = await deployed();
  const other = { keyId: 'other', key: 'o'.repeat(64) };
  const answer = world.secrets.answer.bind(world.secrets);
  let puts = 0;
  world.secrets.answer = (command) => {
    const answered = answer(command);
    // Somebody else has read what was there before as well, and puts his a moment later.
    const isPut = command.constructor.name === 'PutSecretValueCommand';
    if (isPut && (puts += 1) === 1)
      world.secrets.set(nameOf('answers'), JSON.stringify({ ...other, previous: { 1: 'k'.repeat(64) } }));
    return answered;
  };
  expect((await keys('rotate answers')).exitCode).toBe(0);
  expect(secret('answers')).toMatchObject(other);
  expect(Object.keys(secret('answers').previous!)).toEqual(['1', expect.stringMatching(/^2026/)]);
});

it('does nothing in a dry run', async () => {
  const { world, keys } = await deployed();
  world.secrets.storedAt = longAgo;
  world.secrets.set(nameOf('answers'), keySecret('2', ['1']));
  world.secrets.set(nameOf('answers'), keySecret('3', ['2']));
  const before = [...world.secrets];
  expect((await keys('rotate answers --dry-run')).said).toContain('would be in use');
  expect((await keys('forget answers --dry-run')).said).toContain('2 would be taken out');
  expect((await keys('recover answers --dry-run')).said).toContain('1 would be there again');
  expect([...world.secrets]).toEqual(before);
});

describe('takes old keys out', () => {
  it('once nothing is left that was made with them', async () => {
    const { world, secret, keys } = await deployed();
    world.secrets.set(nameOf('answers'), keySecret('2', ['1']));
    expect(await keys('forget answers')).toMatchObject({
      said: expect.stringContaining('are left until 2026-12-07T15:00:00.000Z'),
      exitCode: 1,
    });
    world.secrets.storedAt = longAgo;
    expect(await keys('forget answers')).toMatchObject({
      said: 'answers: 1 is taken out; 2 is in use.\n',
      exitCode: 0,
    });
    expect(secret('answers')).toEqual({ keyId: '2', key: expect.any(String) });
    expect((await keys('forget answers')).said).toContain('one key only');
  });

  it.each(['audit', 'webhook-secrets'] as const)('never of %s', async (purpose) => {
    const { world, secret, keys } = await deployed();
    world.secrets.storedAt = longAgo;
    world.secrets.set(nameOf(purpose), keySecret('2', ['1']));
    expect(await keys(`forget ${purpose}`)).toMatchObject({ said: expect.stringContaining('for good'), exitCode: 1 });
    expect(secret(purpose).previous).toHaveProperty('1');
  });

  it('not while a hold keeps what they may be needed for', async () => {
    const { world, keys } = await deployed();
    await world.gateway('hold set --client crm --reason case-17 --tenant rebound');
    world.secrets.storedAt = longAgo;
    world.secrets.set(nameOf('bulk-rows'), keySecret('2', ['1']));
    expect((await keys('forget bulk-rows')).said).toMatch(/the hold \S+ keeps/);
  });

  it('not while a request of then has no outcome', async () => {
    const { world, keys } = await deployed();
    const startedAt = '2026-09-30T15:00:00.000Z';
    await putRequests(world.dynamoDb, [{ requestId: 'req-old', outcome: 'unknown', startedAt }]);
    world.secrets.storedAt = longAgo;
    world.secrets.set(nameOf('fingerprints'), keySecret('2', ['1']));
    expect((await keys('forget fingerprints')).said).toContain('request req-old was made before');
  });
});

describe('has keys back', () => {
  it('that were taken out too soon, beside the one in use', async () => {
    const { world, secret, keys } = await deployed();
    world.secrets.set(nameOf('answers'), keySecret('2'));
    expect((await keys('recover answers')).said).toBe('answers: 1 is there again; 2 is in use.\n');
    expect(secret('answers')).toMatchObject({ keyId: '2', previous: { 1: expect.any(String) } });
    expect(await keys('recover answers')).toMatchObject({ said: expect.stringContaining('is there'), exitCode: 1 });
  });

  it.each<[string, (world: Operated) => void]>([
    ['replaced by something else', ({ secrets }) => secrets.set(nameOf('answers'), '{"oops":1}')],
    ['removed', ({ secrets }) => secrets.removed.add(nameOf('answers'))],
  ])('of a secret that was %s', async (_, harm) => {
    const { world, secret } = await deployed();
    world.secrets.set(nameOf('answers'), keySecret('2', ['1']));
    const before = secret('answers');
    harm(world);
    expect((await world.gateway('keys list --tenant rebound')).out).toContain('answers  NONE that functions could use');
    const rotated = await world.gateway('keys rotate answers --tenant rebound');
    expect(rotated).toMatchObject({ err: expect.stringContaining('gateway keys recover'), exitCode: 1 });
    const ended = await world.gateway('keys recover answers --tenant rebound');
    expect(ended).toMatchObject({ err: '', exitCode: 0 });
    expect(secret('answers')).toEqual(before);
  });
});

it.each([
  ['rotate everything', 2, 'It is one of: bulk-rows'],
  ['rotate', 2, 'missing required argument'],
  ['rotate pushes', 1, 'states no `pushes`'],
])('%s is refused: %s', async (line, exitCode, why) => {
  const { keys } = await deployed();
  expect(await keys(line)).toMatchObject({ exitCode, said: expect.stringContaining(why) });
});

it('is in the audit by names alone, also where the audit’s own key is rotated', async () => {
  const { world, secret, keys } = await deployed();
  await keys('rotate audit');
  await keys('rotate answers');
  const { out } = await world.gateway('audit list --tenant rebound --json');
  expect(out).toContain('"purpose":"audit"');
  for (const { key } of purposes.map(secret)) expect(out).not.toContain(key);
  expect(await world.gateway('audit verify --tenant rebound')).toMatchObject({ exitCode: 0 });
});
