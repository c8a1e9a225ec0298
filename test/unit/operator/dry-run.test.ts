import { Readable } from 'node:stream';
import { ListUserPoolClientSecretsCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { BeginningOf, CommandOf, Word } from '../../../tools/operator/command-line';
import { groups } from '../../../tools/operator/groups';
import { operated } from '../../support/operated';
import { putRequests } from '../../support/open-requests';

type Command = CommandOf<never> | BeginningOf<never>;

const commandsBelow = (word: Word | Command, words = word.name): [string, Command][] =>
  'commands' in word ? word.commands.flatMap((one) => commandsBelow(one, `${words} ${one.name}`)) : [[words, word]];
const nobody = { stdin: Readable.from([]), prompt: () => Promise.reject(new Error('nobody is there to ask')) };
const all = groups(nobody).flatMap((word) => commandsBelow(word));

/** What looks, and changes nothing. A new command that stands here is to be looked at by whoever reviews it. */
const looking = [
  ...['audit list', 'audit verify', 'bundle', 'client list', 'client show', 'credentials list', 'credentials verify'],
  ...['find', 'hold list', 'keys list', 'pushes list', 'pushes secret list', 'pushes show', 'report drift'],
  ...['report orders', 'report ports', 'report rejections', 'sp list', 'sp verify', 'status', 'stuck', 'tenant check'],
];

const takesDryRun = ({ options = [] }: Command): boolean => options.some(({ long }) => long === '--dry-run');

it('whatever changes something takes --dry-run, and what does not take it only looks', () => {
  expect(all.length).toBeGreaterThan(50);
  const without = all.filter(([, one]) => !takesDryRun(one)).map(([words]) => words);
  expect(without.toSorted()).toEqual(looking.toSorted());
});

it('what is written into the audit takes --dry-run', () => {
  const changing = all.filter(([, one]) => 'changes' in one && one.changes !== 'nothing');
  expect(changing.length).toBeGreaterThan(25);
  expect(changing.filter(([, one]) => !takesDryRun(one)).map(([words]) => words)).toEqual([]);
});

const at = '2026-11-05T14:00:00.000Z';
const push = {
  solutionProvider: 'A-06399x',
  pushId: 'push_1',
  receivedAt: at,
  times: 1,
  shown: '{}',
  state: 'waiting',
};
const poll = {
  ...{ solutionProvider: 'A-06399x', kind: 'port-in', id: 'P-1', startedAt: at, polls: 1, misses: 0 },
  standing: 'stopped',
};
const difference = {
  ...{ solutionProvider: 'A-06399x', what: 'state-differs', of: 'port-in', id: 'P-1', here: 'pending' },
  ...{ att: 'completed', readBy: 'get-port-in', readId: 'P-1', seenAt: at },
};

/** What functions answer who are asked how things stand. Whatever else they are asked would change something. */
const shown = (event: object): object => {
  if ('listPolls' in event) return { polls: [poll] };
  if ('list' in event && 'which' in (event.list as object)) return { pushes: [push] };
  if ('show' in event) return { pushes: [push] };
  if ('list' in event) return { differences: [difference] };
  throw new Error(`It would change something: ${JSON.stringify(event)}`);
};

const deployed = async () => {
  const world = await operated({ invoked: (_, event) => Promise.resolve(shown(event as object)) });
  await putRequests(world.dynamoDb, [{ requestId: 'req_1', outcome: 'needs-attention', startedAt: at }]);
  world.outputs['UserPoolId'] = 'pool';
  world.cognito = (command) => {
    if (!(command instanceof ListUserPoolClientSecretsCommand)) throw new Error('It would change something.');
    const made = (id: string, day: number) => ({ ClientSecretId: id, ClientSecretCreateDate: new Date(day) });
    return { ClientSecrets: [made('older', 1), made('newer', 2)] };
  };
  const { send } = world.dynamoDb;
  const written: string[] = [];
  const writes = { list: written, isOn: false };
  world.dynamoDb.send = ((command: object) => {
    const { name } = command.constructor;
    if (writes.isOn && /Put|Update|Delete|Write/.test(name)) written.push(name);
    return (send as (command: object) => unknown).call(world.dynamoDb, command);
  }) as never;
  return { world, writes };
};

it.each<[string, string, RegExp]>([
  ['client rotate --client crm --finish', 'rebound', /would have one secret, the newer/],
  ['reconcile', 'rebound', /looked into: 1 requests\nreq_1[^]*started: 1\nport-in P-1/],
  [
    'reconcile --request req_1',
    'rebound',
    /looked into: 1 requests\nreq_1 {2}A-06399x {2}request-port-in {2}needs-att/,
  ],
  ['requests rejudge', 'rebound', /judged anew[^]*: 1\nreq_1/],
  ['pushes again --provider A-06399x', 'tincan', /looked at again: 1\n\S+ {2}push_1/],
  ['pushes again --provider A-06399x --push push_1', 'tincan', /looked at again: 1/],
  ['hold set --client shop --reason case-17', 'rebound', /would hold 0 items/],
  ['drift run', 'rebound', /Would be compared; until now:\nA-06399x: nothing was compared yet/],
  ['drift take-in --provider A-06399x --read get-port-in --id P-1', 'rebound', /found: 1\nA-06399x {2}state-differs/],
])('%s --dry-run says what would be done, and does nothing', async (line, tenant, said) => {
  const { world, writes } = await deployed();
  writes.isOn = true;
  const { out, err, exitCode } = await world.gateway(`${line} --dry-run --tenant ${tenant}`);
  expect([err, exitCode, writes.list]).toEqual(['', 0, []]);
  expect(out).toMatch(said);
});

it('hold release --dry-run says what would be done, and does nothing', async () => {
  const { world, writes } = await deployed();
  await world.gateway('hold set --client crm --reason case-17 --tenant rebound');
  const holdId = /hold_\S+/.exec((await world.gateway('hold list --tenant rebound')).out)![0];
  writes.isOn = true;
  const { out, exitCode } = await world.gateway(`hold release --hold ${holdId} --dry-run --tenant rebound`);
  expect([exitCode, writes.list, out]).toEqual([0, [], expect.stringContaining('would be released')]);
  expect((await world.gateway('hold list --tenant rebound')).out).toContain(holdId);
});

it.each([
  ['client rotate --client crm', 'two secrets already'],
  ['reconcile --request req_2', 'no request req_2'],
  ['requests rejudge --request req_2', 'no request req_2'],
])('%s --dry-run is refused as the command itself would be', async (line, why) => {
  const { world } = await deployed();
  const ended = await world.gateway(`${line} --dry-run --tenant rebound`);
  expect(ended).toMatchObject({ exitCode: 1, err: expect.stringContaining(why) });
});
