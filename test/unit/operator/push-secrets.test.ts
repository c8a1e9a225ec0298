import { createIsPushSecret, pushSecretName } from '#pushes/push-secret';
import { recordingLog } from '../../support/fakes';
import { operated } from '../../support/operated';

const prefix = 'att-partner-gateway/tincan';
const provider = 'A-06399x';
const name = pushSecretName(prefix, provider);

const deployed = async () => {
  const world = await operated();
  world.outputs['PushUrl'] = 'https://api.example/uat/v1/att-pushes';
  const secret = async (line: string, input?: string) => {
    const { out, err, exitCode } = await world.gateway(`pushes secret ${line} --tenant tincan`, input);
    return { said: `${out}${err}`, exitCode };
  };
  /** What a function that begins now would say. */
  const isKnownBy = (value: string): Promise<boolean> => {
    const readSecret = (id: string) => Promise.resolve(world.secrets.get(id) ?? '');
    return createIsPushSecret({ readSecret, prefix, log: recordingLog(), wireNow: Date.now })(provider, value);
  };
  return { world, secret, isKnownBy, stored: () => JSON.parse(world.secrets.get(name) ?? '{}') as Stored };
};
interface Stored {
  current: string;
  next?: string;
}

const shownIn = (said: string): string => /shown this once: (\S+)/.exec(said)![1]!;

it('makes one, shows it this once with where AT&T sends to, and AT&T is known by it', async () => {
  const { secret, isKnownBy, stored, world } = await deployed();
  expect((await secret('list')).said).toBe(`${provider}  none stored: AT&T is answered 503\n`);
  const { said, exitCode } = await secret(`set --provider ${provider}`);
  const value = shownIn(said);
  expect([exitCode, stored()]).toEqual([0, { current: value }]);
  expect(said).toContain(`https://api.example/uat/v1/att-pushes/${provider}`);
  expect(await isKnownBy(value)).toBe(true);
  const listed = (await secret('list')).said;
  expect(listed).toMatch(/^A-06399x {2}current [0-9a-f]{8} {2}2026-11-05T15:00:00.000Z\n$/);
  const audited = (await world.gateway('audit list --tenant tincan --json')).out;
  expect(audited).toContain('"pushes secret set"');
  expect(`${listed}${audited}`).not.toContain(value);
});

it.each([
  ['--finish', 'newer'],
  ['--undo', 'older'],
])('rotates it: both are good until %s leaves the %s', async (ending, left) => {
  const { secret, isKnownBy } = await deployed();
  const older = shownIn((await secret(`set --provider ${provider}`)).said);
  const { said } = await secret(`rotate --provider ${provider}`);
  const newer = shownIn(said);
  expect(said).toContain('--finish');
  expect([newer === older, await isKnownBy(older), await isKnownBy(newer)]).toEqual([false, true, true]);
  expect((await secret(`rotate --provider ${provider}`)).said).toContain('two values already');
  expect((await secret(`rotate --provider ${provider} ${ending}`)).said).toContain(`the ${left} value alone`);
  expect([await isKnownBy(older), await isKnownBy(newer)]).toEqual([left === 'older', left === 'newer']);
});

it('stores the one that AT&T states, from standard input, and prints it nowhere', async () => {
  const { secret, isKnownBy } = await deployed();
  const values = ['what AT&T has stated', 'what it states later'];
  const said = [
    await secret(`set --given --provider ${provider} --json`, `${values[0]!}\n`),
    await secret(`rotate --given --provider ${provider}`, values[1]),
    await secret(`rotate --finish --provider ${provider}`),
  ];
  for (const value of values) expect(JSON.stringify(said)).not.toContain(value);
  expect([await isKnownBy(values[0]!), await isKnownBy(values[1]!)]).toEqual([false, true]);
});

it('does nothing in a dry run, and shows nothing', async () => {
  const { secret, world, stored } = await deployed();
  const tried = await secret(`set --provider ${provider} --dry-run`);
  expect([tried, world.secrets.has(name)]).toEqual([{ exitCode: 0, said: expect.stringContaining('would be') }, false]);
  expect(tried.said).not.toMatch(/shown|[0-9a-f]{48}/);
  await secret(`set --provider ${provider}`);
  const before = stored();
  await secret(`rotate --provider ${provider} --dry-run`);
  expect(stored()).toEqual(before);
});

it('takes the place of one that functions could not use', async () => {
  const { secret, world, isKnownBy } = await deployed();
  world.secrets.set(name, '{"current":"short"}');
  expect(await isKnownBy(shownIn((await secret(`set --provider ${provider}`)).said))).toBe(true);
});

it.each([
  [`set --provider nobody`, undefined, 1, 'no Solution Provider nobody'],
  [`set --given --provider ${provider}`, 'short', 1, 'must be 16 to 512 characters'],
  [`rotate --provider ${provider}`, undefined, 1, 'has none yet'],
  [`rotate --finish --undo --provider ${provider}`, undefined, 2, 'cannot be used with'],
])('%s is refused', async (line, input, exitCode, why) => {
  const { secret, world } = await deployed();
  expect(await secret(line, input)).toEqual({ exitCode, said: expect.stringContaining(why) });
  expect(world.secrets.has(name)).toBe(false);
});

it('refuses a second first one, an end that there is nothing to end for, and a tenant that AT&T does not push to', async () => {
  const { secret, world } = await deployed();
  await secret(`set --provider ${provider}`);
  expect(await secret(`set --provider ${provider}`)).toMatchObject({
    exitCode: 1,
    said: expect.stringContaining('rotate'),
  });
  expect((await secret(`rotate --undo --provider ${provider}`)).said).toContain('one value only');
  const other = await world.gateway('pushes secret list --tenant rebound');
  expect(other).toMatchObject({ exitCode: 1, err: expect.stringContaining('states no `pushes.secretHeader`') });
});
