import { Readable } from 'node:stream';
import type { BeginningOf, CommandOf, Word } from '../../../tools/operator/command-line';
import { groups } from '../../../tools/operator/groups';
import { operated } from '../../support/operated';

type Command = CommandOf<never> | BeginningOf<never>;

const commandsBelow = (word: Word | Command, words = word.name): [string, Command][] =>
  'commands' in word ? word.commands.flatMap((one) => commandsBelow(one, `${words} ${one.name}`)) : [[words, word]];
const nobody = { stdin: Readable.from([]), prompt: () => Promise.reject(new Error('nobody is there to ask')) };

const accounted = '--actor jo --reason case-1';
const lines: Record<string, string> = {
  'client create': '--name till --scope bulk:read --provider X',
  'client grant': '--client abc --scope bulk:read --provider X',
  'credentials forget': '--family mobility --provider X',
  'credentials rotate': '--family mobility --provider X',
  'credentials set': '--family mobility --provider X',
  'drift run': '--provider X',
  'drift take-in': '--read get-port-in --id 1 --provider X',
  erase: '--solution-provider X',
  follow: `P-1 --provider X ${accounted}`,
  'hold set': '--reason case-1 --solution-provider X',
  'pushes again': '--provider X',
  'pushes secret rotate': '--provider X',
  'pushes secret set': '--provider X',
  redeliver: `--event evt_1 --provider X ${accounted}`,
  resolve: `req_1 --outcome succeeded --provider X ${accounted}`,
  'sp disable': `--provider X ${accounted}`,
  'sp enable': `--provider X ${accounted}`,
  'sp read-only': `--provider X ${accounted}`,
};

/** An operator whose AWS credentials are nowhere to be found. */
const withoutCredentials = async () => {
  const world = await operated();
  const none = (): never => {
    throw Object.assign(new Error('Could not load credentials from any providers'), {
      name: 'CredentialsProviderError',
    });
  };
  world.dynamoDb.send = none as never;
  world.secrets.get = none;
  return world;
};

it.each(Object.entries(lines))(
  '%s for a Solution Provider that the file does not have is told so before AWS is asked anything',
  async (words, options) => {
    const { gateway } = await withoutCredentials();
    const { err, exitCode } = await gateway(`${words} --tenant tincan ${options}`);
    expect([err, exitCode]).toEqual(['tincan has no Solution Provider X. It has: A-06399x.\n', 1]);
  },
);

it.each(['set', 'rotate', 'forget'])('credentials %s for another family too', async (name) => {
  const { gateway } = await withoutCredentials();
  const line = `credentials ${name} --tenant rebound --provider A-06399x --family ordering-apex`;
  expect(await gateway(line)).toMatchObject({
    err: 'A-06399x has no API family ordering-apex. It has: mobility.\n',
    exitCode: 1,
  });
});

it('credentials remove of a pair that is in use too', async () => {
  const { gateway } = await withoutCredentials();
  const { err, exitCode } = await gateway(
    'credentials remove --tenant rebound --provider A-06399x --family mobility --even-so',
  );
  expect([err, exitCode]).toEqual([expect.stringContaining('take it out of the file and deploy first'), 1]);
});

it.each(['set', 'rotate'])('pushes secret %s of a tenant that has none', async (name) => {
  const { gateway } = await withoutCredentials();
  const { err, exitCode } = await gateway(`pushes secret ${name} --tenant rebound --provider A-06399x`);
  expect([err, exitCode]).toEqual([expect.stringContaining('states no `pushes.secretHeader`'), 1]);
});

/** Whose Solution Provider need not stand in the file any more. */
const goneFromFile = ['audit begin-anew', 'credentials remove', 'credentials restore'];

it('these are all the commands that change something for a Solution Provider', () => {
  const ofProviders = groups(nobody)
    .flatMap((word) => commandsBelow(word))
    .filter(([, one]) => 'changes' in one && one.changes !== 'nothing')
    .filter(([, { options = [] }]) => options.some(({ long }) => /^--(?:solution-)?provider$/.test(long ?? '')))
    .map(([words]) => words);
  expect(ofProviders.toSorted()).toEqual([...Object.keys(lines), ...goneFromFile].toSorted());
});
