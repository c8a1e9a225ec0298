import { answerDriftRequest, driftRequestSchema } from '#drift/answer-operator';
import { differenceKinds, type Difference, type Found } from '#drift/difference';
import { createDriftStore, newRun } from '#drift/run-store';
import { createTable } from '#platform/table/table';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { operated } from '../../support/operated';
import { proposedAction } from '../../../tools/operator/drift-actions';

const solutionProvider = 'A-06399x';
const startedAt = Date.parse('2026-11-05T05:00:00Z');

const found = (more: Partial<Found>): Found => ({
  what: 'state-differs',
  of: 'port-in',
  id: 'P-1',
  readBy: 'get-port-in',
  readId: 'P-1',
  here: 'pending',
  att: 'action-required',
  ...more,
});

/** A deployment whose last run has found these, and its operator. */
const reporting = async (differences: readonly Found[], isBegun = true) => {
  const drift = createDriftStore(createTable(await dynaliteClient(), tableName));
  const run = { ...newRun(solutionProvider, startedAt), things: 7, asked: 9, finishedAt: '2026-11-05T06:00:00.000Z' };
  if (isBegun) await drift.begin(run);
  const seenAt = '2026-11-05T05:30:00.000Z';
  for (const one of differences) await drift.keep(run, { ...one, solutionProvider, seenAt });
  return operated({
    invoked: (name, event) => {
      if (name.endsWith('-status-poller')) return Promise.resolve('recorded');
      const asked = driftRequestSchema.safeParse(event);
      return asked.success
        ? answerDriftRequest({ drift }, asked.data)
        : Promise.resolve({ [solutionProvider]: 'finished' });
    },
  });
};

it('says where nothing differs, and since when', async () => {
  const { gateway } = await reporting([]);
  expect(await gateway('report drift --tenant tincan')).toEqual({
    out: `${solutionProvider}: 0 differences among 7 things, since 2026-11-05T05:00:00.000Z until 2026-11-05T06:00:00.000Z; AT&T was asked 9 times, and did not say 0 times.\n`,
    err: '',
    exitCode: 0,
  });
});

it('is not in order where nothing was ever compared', async () => {
  const { gateway } = await reporting([], false);
  expect(await gateway('report drift --tenant tincan')).toMatchObject({
    out: `${solutionProvider}: nothing was compared yet.\n`,
    exitCode: 3,
  });
});

it('shows each difference with what to do, for people, programs and spreadsheets', async () => {
  const { gateway } = await reporting([found({}), found({ what: 'unknown-at-att', of: 'line', id: '2125550101' })]);
  const { out, exitCode } = await gateway('report drift --tenant tincan');
  expect(exitCode).toBe(3);
  expect(out).toContain(
    `${solutionProvider}  state-differs  port-in P-1  here: pending  AT&T: action-required  \n    npx gateway drift take-in --tenant tincan --provider ${solutionProvider} --read get-port-in --id P-1\n`,
  );
  const json = JSON.parse((await gateway('report drift --tenant tincan --json')).out) as { differences: Difference[] };
  expect(json.differences).toHaveLength(2);
  const csv = (await gateway('report drift --tenant tincan --csv --of line')).out.split('\n');
  expect(csv).toEqual([
    'solutionProvider,what,of,id,here,att,members,readBy,readId,seenAt,action',
    `${solutionProvider},unknown-at-att,line,2125550101,pending,action-required,,get-port-in,P-1,2026-11-05T05:30:00.000Z,npx gateway report drift --tenant tincan --provider ${solutionProvider} --id 2125550101 --json`,
    '',
  ]);
});

it('shows all of many, of the run that was begun last', async () => {
  const { gateway } = await reporting(Array.from({ length: 450 }, (_, index) => found({ id: `P-${index}` })));
  const json = JSON.parse((await gateway('report drift --tenant tincan --json')).out) as { differences: Difference[] };
  expect(new Set(json.differences.map(({ id }) => id)).size).toBe(450);
});

it.each([
  'report drift --provider X',
  'drift run --provider X',
  'drift take-in --provider X --read get-port-in --id 1',
])('%s: there is no such Solution Provider, and nothing is invoked', async (line) => {
  const { gateway, invocations } = await reporting([]);
  expect(await gateway(`${line} --tenant tincan`)).toMatchObject({
    err: expect.stringContaining('has no Solution Provider X'),
    exitCode: 1,
  });
  expect(invocations).toEqual([]);
});

describe('what is proposed', () => {
  const proposed = differenceKinds.flatMap((what) =>
    (['port-in', 'order', 'line'] as const).map((of) => ({ ...found({ what, of }), solutionProvider, seenAt: '' })),
  );
  it.each(proposed)('of $what of $of is a command there is, which leads to the deployment', async (difference) => {
    const { gateway, invocations } = await reporting([difference]);
    const line = proposedAction('tincan', difference);
    const { err, exitCode } = await gateway(line.replace('npx gateway ', ''));
    expect([err, exitCode]).toEqual(['', line.includes('take-in') ? 0 : 3]);
    expect(invocations).toHaveLength(1);
  });

  it('of what AT&T alone can set right is what AT&T is shown', () => {
    const action = (more: Partial<Found>) =>
      proposedAction('tincan', { ...found(more), solutionProvider, seenAt: '' }).split(' ')[2];
    expect(action({ what: 'unknown-at-att' })).toBe('report');
    expect(action({ what: 'reopened', of: 'order' })).toBe('report');
    expect(action({ what: 'reopened' })).toBe('drift');
    expect(action({ what: 'reopened', isTakenIn: true })).toBe('report');
  });

  it('of a port-in that is not known here reads it by its own id, not by the number', () => {
    const difference = found({ what: 'unknown-here', readBy: 'list-port-ins', readId: '2125550101' });
    expect(proposedAction('tincan', { ...difference, solutionProvider, seenAt: '' })).toContain(
      '--read get-port-in --id P-1',
    );
  });
});
