import { Readable } from 'node:stream';
import { createAttempt } from '#att/attempt';
import { createCredentialStore } from '#att/credential-store';
import { secretSchema } from '#att/secret';
import { credentialTrialSchema, tryCredentials } from '#att/try-credentials';
import { operations } from '#operations/registry';
import * as z from 'zod';
import { readPair } from '../../../tools/operator/read-pair';
import { refused } from '../../support/att-client';
import { fakeTransport, pairOf, recordingLog, recordingMetrics, wireAnswer } from '../../support/fakes';
import { operated } from '../../support/operated';
import { boundBinding } from '../../support/operations';

const name = 'att-partner-gateway/rebound/A-06399x/mobility';
const whose = '--tenant rebound --provider A-06399x --family mobility';
const [first, second] = [pairOf('SP-A'), pairOf('SP-B')];
const event = z.object({ tryCredentials: credentialTrialSchema });

/** A deployment whose AT&T gives one answer, and for which no pair was stored. */
const deployed = async (answer = wireAnswer(404, { message: 'There is none.' })) => {
  const seen = { log: recordingLog(), metrics: recordingMetrics() };
  const transport = fakeTransport(answer);
  const world = await operated({
    invoked: (_, given) => {
      const readSecret = (id: string) => Promise.resolve(world.secrets.get(id) ?? '');
      const prefix = 'att-partner-gateway/rebound';
      return tryCredentials(
        {
          attempt: createAttempt({ transport, ...seen, now: Date.now }),
          credentials: createCredentialStore({ readSecret, prefix, environment: 'uat', log: seen.log, now: Date.now }),
          operationOf: (id) => operations.find((one) => one.id === id),
          bindingOf: ({ binding: { method } }) => boundBinding({ method }),
          now: Date.now,
        },
        event.parse(given).tryCredentials,
      );
    },
  });
  const stored = () => secretSchema.parse(JSON.parse(world.secrets.get(name)!));
  const tried = () => transport.sent.map(({ request }) => request.headers['client_id']);
  /** Everything that was printed. */
  const printed: string[] = [];
  const gateway = async (line: string, input?: object) => {
    const ended = await world.gateway(line, input && JSON.stringify(input));
    printed.push(ended.out, ended.err);
    return ended;
  };
  return { world, gateway, stored, tried, printed };
};

/** No value of any pair was printed. */
const expectSilence = (printed: readonly string[]): void => {
  for (const value of [first, second].flatMap((pair) => Object.values(pair)))
    expect(printed.join()).not.toContain(value);
};

it('stores a pair for the environment that the deployment talks to, and says which is stored without saying what', async () => {
  const { gateway, stored, printed } = await deployed();
  expect((await gateway('credentials list --tenant rebound')).out).toBe('A-06399x  mobility  none stored\n');
  expect((await gateway(`credentials set ${whose}`, first)).exitCode).toBe(0);
  expect(stored()).toEqual({ current: first, environment: 'uat' });
  const listed = (await gateway('credentials list --tenant rebound')).out;
  expect(listed).toMatch(
    /^A-06399x {2}mobility {2}current [0-9a-f]{8}, no next, for uat {2}2026-11-05T15:00:00.000Z\n$/,
  );
  await gateway(`credentials set ${whose} --slot next`, second);
  expect(stored()).toEqual({ current: first, next: second, environment: 'uat' });
  expectSilence(printed);
});

it('of a simulator, it stores none', async () => {
  const { world, gateway, stored } = await deployed();
  world.outputs['Environment'] = 'simulator';
  await gateway(`credentials set ${whose}`, first);
  expect(stored()).toEqual({ current: first });
});

it('uses a new pair once AT&T takes it, and keeps the one before beside it until that is forgotten', async () => {
  const { gateway, stored, tried, printed } = await deployed();
  await gateway(`credentials set ${whose}`, first);
  const { out, exitCode } = await gateway(`credentials rotate ${whose}`, second);
  expect([out, exitCode]).toEqual([expect.stringContaining('AT&T takes it'), 0]);
  expect(tried()).toEqual([second.clientId]);
  expect(stored()).toEqual({ current: second, next: first, environment: 'uat' });
  await gateway(`credentials forget ${whose} --dry-run`);
  expect(stored().next).toEqual(first);
  await gateway(`credentials forget ${whose}`);
  expect(stored()).toEqual({ current: second, environment: 'uat' });
  expectSilence(printed);
});

it.each([
  [refused, 'Nothing was changed.', { current: first, environment: 'uat' }],
  [wireAnswer(503, {}), 'stays in use', { current: first, next: second, environment: 'uat' }],
])('goes on with the pair in use where AT&T does not take the new one', async (answer, said, expected) => {
  const { gateway, stored, printed } = await deployed(answer);
  await gateway(`credentials set ${whose}`, first);
  const { out, exitCode } = await gateway(`credentials rotate ${whose}`, second);
  expect([out, exitCode, stored()]).toEqual([expect.stringContaining(said), 3, expected]);
  expectSilence(printed);
});

it('goes on with a rotation that ended halfway', async () => {
  const { world, gateway, stored } = await deployed();
  world.secrets.set(name, JSON.stringify({ current: first, next: second, environment: 'uat' }));
  expect((await gateway(`credentials rotate ${whose}`, second)).exitCode).toBe(0);
  expect(stored()).toEqual({ current: second, next: first, environment: 'uat' });
});

it('forgets no pair while AT&T refuses the other', async () => {
  const { world, gateway, stored } = await deployed(refused);
  const both = { current: first, next: second, environment: 'uat' };
  world.secrets.set(name, JSON.stringify(both));
  const forgotten = await gateway(`credentials forget ${whose}`);
  expect(forgotten).toMatchObject({ err: expect.stringContaining('refuses the current pair'), exitCode: 1 });
  expect(stored()).toEqual(both);
});

it('does nothing in a dry run', async () => {
  const { world, gateway, stored, tried } = await deployed();
  const before = world.secrets.get(name);
  await gateway(`credentials set ${whose} --dry-run`, first);
  expect(world.secrets.get(name)).toBe(before);
  await gateway(`credentials set ${whose}`, first);
  expect((await gateway(`credentials rotate ${whose} --dry-run`, second)).out).toMatch(/^Would be stored/);
  expect([stored().current, tried()]).toEqual([first, []]);
});

it('says whether AT&T takes what is stored: 3 where it does not', async () => {
  const { gateway } = await deployed(refused);
  expect(await gateway(`credentials verify ${whose}`)).toMatchObject({
    out: expect.stringContaining('none is stored'),
    exitCode: 3,
  });
  await gateway(`credentials set ${whose}`, first);
  const { out, exitCode } = await gateway(`credentials verify ${whose} --json`);
  expect([JSON.parse(out), exitCode]).toMatchObject([{ slot: 'current', verdict: 'refused', status: 401 }, 3]);
});

it.each<[string, object, object | string, RegExp]>([
  ['set', { ...first, clientId: 'short' }, '', /clientId must be 8 to 256/],
  ['set', ['x'], '', /Standard input takes/],
  ['set --slot next', first, '', /no current pair yet/],
  ['rotate', second, '', /no current pair yet/],
  ['rotate', first, { current: first }, /is the current one/],
  ['rotate', second, { current: first, environment: 'production' }, /is for AT&T’s production/],
  ['set --slot next', second, { current: first, environment: 'production' }, /is for AT&T’s production/],
  ['forget', {}, { current: first }, /one pair only/],
  ['rotate', pairOf('SP-C'), { current: first, next: second }, /two pairs already/],
])('%s refuses %j, and changes nothing', async (words, input, before, why) => {
  const { world, gateway, printed } = await deployed();
  if (before !== '') world.secrets.set(name, JSON.stringify(before));
  const untouched = world.secrets.get(name);
  expect(await gateway(`credentials ${words} ${whose}`, input)).toMatchObject({
    err: expect.stringMatching(why),
    exitCode: 1,
  });
  expect(world.secrets.get(name)).toBe(untouched);
  expectSilence(printed);
});

it('asks a person for both halves', async () => {
  const asked: string[] = [];
  const prompt = (question: string) =>
    Promise.resolve(asked.push(question) === 1 ? first.clientId : first.clientSecret);
  const stdin = Object.assign(Readable.from([]), { isTTY: true });
  expect(await readPair({ stdin, prompt })).toEqual(first);
  expect(asked).toEqual(['Client id from AT&T', 'Client secret from AT&T']);
});
