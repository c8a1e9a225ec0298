import type { Contract } from '#domain/contract/statement';
import { createTable } from '#platform/table/table';
import { answerOperator, operatorRequestSchema } from '#pushes/answer-operator';
import { anyKind } from '#tracking/long-running/any-kind';
import { toStored } from '#tracking/long-running/long-running-request';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { fixedClock } from '../../support/fakes';
import { solutionProvider } from '../../support/gateway-rig';
import { operated } from '../../support/operated';
import { pushRig } from '../../support/push-rig';

const stated = (words: Record<string, string>): Contract => ({
  'get-port-in': { push: { id: '/port', at: '/since', members: { '/state': { at: '/word', words } } } },
});
const message = (word: string, since = '2026-11-05T15:00:00Z') =>
  JSON.stringify({ port: 'P-1', word, since, pin: '4829' });

/** A deployment that has got messages of a port-in, and its operator. */
const pushedTo = async () => {
  const clock = fixedClock();
  const table = createTable(await dynaliteClient(), tableName);
  const rig = pushRig({ table, now: clock.now, contract: stated({}) });
  const observation = { at: '2026-11-05T14:00:00.000Z', status: 'pending', state: 'pending', details: {} } as const;
  const item = { kind: 'port-in', id: 'P-1', observation, solutionProvider, origin: 'here' } as const;
  await table.put(toStored(anyKind.newLongRunningRequest(item, {})));
  const asked: unknown[] = [];
  const { gateway } = await operated({
    invoked: (_, event) => {
      asked.push(event);
      return answerOperator(rig.applier, operatorRequestSchema.parse(event), () => true);
    },
  });
  const run = async (line: string) => {
    const { out, err } = await gateway(`pushes ${line} --tenant tincan --provider ${solutionProvider}`);
    return `${out}${err}`.trimEnd();
  };
  return { rig, run, asked };
};

const idIn = (line: string): string => line.split(/\s+/)[1]!;

it('lists what nobody understood, shows it masked, and has it applied once the statement is corrected', async () => {
  const { rig, run } = await pushedTo();
  expect(await run('list')).toBe('Everything is decided.');
  expect(await rig.push(message('FINI'))).toBe('not-understood');
  const listed = await run('list');
  expect(listed).toMatch(/^\S+ {2}\S+ {2}1× {2}not-understood {2}no-state {2}port-in {2}P-1$/);
  const shown = await run(`show --push ${idIn(listed)}`);
  expect(shown).toContain('"word":"FINI"');
  expect(shown).not.toContain('4829');
  expect(await run('again')).toBe('not-understood: 1');
  rig.stated.contract = stated({ FINI: 'completed' });
  expect(await run('again')).toBe('applied: 1');
  expect(await run('again')).toBe('Everything is decided.');
  expect(await rig.statesOf('port-in', 'P-1')).toEqual(['completed']);
});

it('has one looked at again that was decided by a wrong statement, and nothing twice', async () => {
  const { rig, run } = await pushedTo();
  rig.stated.contract = stated({ FINI: 'pending' });
  expect(await rig.push(message('FINI'))).toBe('known');
  expect(await run('list')).toBe('Everything is decided.');
  const pushId = idIn(await run('list --decided'));
  rig.stated.contract = stated({ FINI: 'completed' });
  expect(await run(`again --push ${pushId}`)).toBe('applied: 1');
  expect(await run(`again --push ${pushId}`)).toBe('known: 1');
  expect(await rig.statesOf('port-in', 'P-1')).toEqual(['completed']);
});

it('keeps one in view that is not understood any more', async () => {
  const { rig, run } = await pushedTo();
  rig.stated.contract = stated({ FINI: 'completed' });
  await rig.push(message('FINI'));
  rig.stated.contract = {};
  expect(await run(`again --push ${idIn(await run('list --decided'))}`)).toBe('not-understood: 1');
  expect(await run('list')).toContain('no-statement');
});

it('lists so many of many, says that there are more, and all where it is told to', async () => {
  const { rig, run, asked } = await pushedTo();
  for (let count = 0; count < 120; count += 1) await rig.send(message(`W${count}`));
  asked.splice(0);
  const first = (await run('list')).split('\n');
  expect([first.length, first.at(-1)]).toEqual([101, 'There are more than these 100: --all shows them.']);
  expect(asked).toHaveLength(2);
  expect((await run('list --all')).split('\n')).toHaveLength(120);
  expect((await run('list --decided --all')).split('\n')).toHaveLength(120);
  for (const [most, hasMore] of [
    [10, true],
    [120, false],
  ] as const) {
    const data = JSON.parse(await run(`list --most ${most} --json`)) as { pushes: unknown[]; hasMore: boolean };
    expect([data.pushes.length, data.hasMore]).toEqual([most, hasMore]);
  }
  expect((await run('again --dry-run')).split('\n')).toHaveLength(121);
});

it('says that there is no such push', async () => {
  const { run } = await pushedTo();
  expect(await run('show --push none')).toContain('There is no push none');
});

it.each([
  [`list --tenant rebound --provider ${solutionProvider}`, 'rebound states no `pushes`'],
  ['list --tenant tincan --provider X', 'tincan has no Solution Provider X. It has: A-06399x.'],
])('%s says so and invokes nothing', async (line, why) => {
  const { gateway, invocations } = await operated();
  expect(await gateway(`pushes ${line}`)).toMatchObject({ out: '', err: expect.stringContaining(why), exitCode: 1 });
  expect(invocations).toEqual([]);
});

describe('what needs a person', () => {
  const push = (pushId: string, state: string) => ({
    ...{ solutionProvider, pushId, state, receivedAt: '2026-11-05T14:00:00.000Z', times: 1, shown: '{}' },
  });
  const stuckOf = async (pushes: readonly object[], line = '') => {
    const empty = { requests: [], bulkWrites: [], endpoints: [] };
    const { gateway } = await operated({
      invoked: (name) => {
        if (name.endsWith('push-applier')) return Promise.resolve({ pushes });
        if (name.endsWith('poller-sweep')) return Promise.resolve({ polls: [] });
        return Promise.resolve({ statusCode: 200, body: JSON.stringify(empty) });
      },
    });
    return gateway(`stuck --tenant tincan ${line}`);
  };

  it('is a message that nobody understands, not one that waits for its next run', async () => {
    const waiting = [push('push_1', 'waiting'), push('push_2', 'received')];
    expect(await stuckOf(waiting)).toEqual({ out: 'Nothing needs a person.\n', err: '', exitCode: 0 });
    const { out, exitCode } = await stuckOf([...waiting, push('push_3', 'not-understood')]);
    expect([exitCode, out]).toEqual([3, expect.stringMatching(/^push {2}\S+ {2}push_3[^]*pushes show[^]*push_3/)]);
    expect(out).not.toMatch(/push_[12]/);
  });

  it('is shown as far as somebody can read it, and that there are more', async () => {
    const many = Array.from({ length: 120 }, (_, place) => push(`push_${place}`, 'not-understood'));
    const { out } = await stuckOf(many);
    expect(out.split('\n').filter((line) => line.startsWith('push  '))).toHaveLength(100);
    expect(out).toMatch(/not-all-looked-at .* pushes .*\n .*stuck --provider \S+ --all/);
    expect((await stuckOf(many, '--most 120')).out).not.toContain('not-all-looked-at');
    expect(JSON.parse((await stuckOf(many, '--all --json')).out)).toHaveLength(120);
  });
});
