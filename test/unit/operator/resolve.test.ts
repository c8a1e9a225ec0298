import { exampleCall } from '../../../tools/soak/example-call';
import { operatedWorld, solutionProvider, type OperatedWorld } from '../../support/operated-world';

jest.setTimeout(30_000);

const { path, body } = exampleCall('reset-voicemail', solutionProvider);
const parts = { ...(path && { path }), ...(body !== undefined && { body }) };
const by = '--actor jane --reason ticket-4711';

let world: OperatedWorld;
let requestId: string;
beforeEach(async () => {
  world = await operatedWorld();
  requestId = await world.at.lost('done, unanswered', 'reset-voicemail', parts);
});

const resolve = (line: string) => world.gateway(`resolve ${line} --provider ${solutionProvider} ${by}`);

it('says what AT&T did, by whom and why, once; nothing is sent to AT&T', async () => {
  const said = await resolve(`${requestId} --outcome succeeded`);
  expect(said).toMatchObject({
    out: expect.stringMatching(/^req_\S+ {2}reset-voicemail {2}is succeeded, and was unknown\n/),
    exitCode: 0,
  });
  expect(await world.at.recordOf(requestId)).toMatchObject({
    outcome: 'succeeded',
    evidence: expect.arrayContaining(['operator jane states: ticket-4711']),
  });
  expect(world.at.timesDone('reset-voicemail')).toBe(1);
  expect(await resolve(`${requestId} --outcome not-applied`)).toMatchObject({
    err: expect.stringContaining(`${requestId} is succeeded: there is nothing to say of it.`),
    exitCode: 1,
  });
  expect(await world.at.recordOf(requestId)).toMatchObject({ outcome: 'succeeded' });
});

it('frees the key of what AT&T did not do', async () => {
  await resolve(`${requestId} --outcome not-applied`);
  const again = await world.rig.call('reset-voicemail', { ...parts, key: 'lost' });
  expect(again.status).toBeLessThan(300);
  expect(world.at.timesDone('reset-voicemail')).toBe(2);
});

it('changes nothing in a dry run', async () => {
  const said = await resolve(`${requestId} --outcome not-applied --dry-run --json`);
  expect(JSON.parse(said.out)).toMatchObject({ requestId, isDryRun: true, outcome: 'unknown' });
  expect(await world.at.recordOf(requestId)).toMatchObject({ outcome: 'unknown' });
});

it.each([
  ['an outcome there is not', `--outcome done --provider ${solutionProvider} ${by}`, 'succeeded, not-applied'],
  ['nobody who does it', `--outcome succeeded --provider ${solutionProvider} --reason x`, '--actor'],
  ['no reason', `--outcome succeeded --provider ${solutionProvider} --actor jane`, '--reason'],
])('does nothing for %s', async (_, line, why) => {
  const said = await world.gateway(`resolve ${requestId} ${line}`);
  expect(said).toMatchObject({ out: '', err: expect.stringContaining(why), exitCode: 2 });
  expect(world.world.invocations).toEqual([]);
});

it('does not know what another has', async () => {
  expect(await resolve('req_none --outcome succeeded')).toMatchObject({
    err: expect.stringContaining('Request not found.'),
    exitCode: 1,
  });
});

it('has the deployment look now, at everything or at one', async () => {
  world.at.advance('PT20M');
  const said = await world.gateway('reconcile');
  expect(said).toMatchObject({
    out: expect.stringMatching(/^requests needs-attention: 1\npollers started: \d/),
    exitCode: 0,
  });
  expect(JSON.parse((await world.gateway(`reconcile --request ${requestId} --json`)).out)).toEqual({
    requests: { 'decided-meanwhile': 1 },
  });
});
