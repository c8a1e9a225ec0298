import { ExecutionAlreadyExists, type StartExecutionCommand } from '@aws-sdk/client-sfn';
import { sweepRights } from '#entry/background-rights';
import { operation as requestPortIn } from '#operations/request-port-in/operation';
import { poll } from '#polling/poll';
import { createPollJobStore } from '#polling/poll-job-store';
import type { ExecutionInput } from '#polling/state-machine-io';
import { createStartExecution, sdkAskToStart } from '#platform/start-execution';
import { startPolling, type StartExecution } from '#polling/start-polling';
import { sweepPollers } from '#polling/sweep';
import { newPollJobItem } from '#polling/poll-job';
import { dynaliteClient } from '../../support/dynalite-client';
import { grantedTable } from '../../support/granted-table';
import { watchedClient } from '../../support/watched-client';
import { firstInput, learned, pollingWorld, solutionProvider, subjectOf } from './world';

const portIn = { kind: 'port-in' as const, id: 'P1' };

const aWorld = async () => {
  const client = watchedClient(await dynaliteClient());
  const world = pollingWorld({ client, replyTo: () => ({ id: 'P1', state: 'pending' }) });
  const started: { name: string; input: ExecutionInput }[] = [];
  const start: StartExecution = (name, input) => {
    started.push({ name, input });
    return Promise.resolve();
  };
  const pollJobs = createPollJobStore(grantedTable(world.table, sweepRights), world.clock.now);
  const sweep = () => sweepPollers({ ...world, pollJobs, start }, ['A', solutionProvider], () => true);
  return { ...world, client, started, start, sweep };
};

const beganPortIn = async (world: Awaited<ReturnType<typeof aWorld>>) => {
  await learned(world, subjectOf(requestPortIn, {}), { id: 'P1', state: 'acknowledged' });
  return firstInput(world, portIn);
};

describe('the sweep', () => {
  it('starts what nobody has started', async () => {
    const world = await aWorld();
    await beganPortIn(world);
    expect(await world.sweep()).toEqual({ started: 0, restarted: 0 });
    world.clock.advance(61_000);
    expect(await world.sweep()).toEqual({ started: 1, restarted: 0 });
    expect(world.started[0]!.input).toMatchObject({ solutionProvider, ...portIn, polls: 0 });
    expect(await poll(world.deps, world.started[0]!.input)).toMatchObject({ done: false, outcome: 'continue' });
  });

  it('leaves alone what is polled in time', async () => {
    const world = await aWorld();
    let input = await beganPortIn(world);
    for (let polls = 0; polls < 5; polls += 1) {
      world.clock.advance(input.waitSeconds * 1000);
      input = await poll(world.deps, input);
      expect(await world.sweep()).toEqual({ started: 0, restarted: 0 });
    }
  });

  it('takes over from an execution that is lost, and that one ends should it come back', async () => {
    const world = await aWorld();
    const lost = await poll(world.deps, await beganPortIn(world));
    world.clock.advance((lost.waitSeconds + 11 * 60) * 1000);
    expect(await world.sweep()).toEqual({ started: 0, restarted: 1 });
    expect(await world.sweep()).toEqual({ started: 0, restarted: 0 });
    expect(world.log.lines.filter(({ message }) => message === 'poller-restarted')).toHaveLength(1);
    expect(await poll(world.deps, lost)).toMatchObject({ outcome: 'superseded' });
    expect(await poll(world.deps, world.started[0]!.input)).toMatchObject({ outcome: 'continue' });
  });

  it('starts again, under another name, what it failed to start', async () => {
    const world = await aWorld();
    await beganPortIn(world);
    world.clock.advance(61_000);
    const failing = () => Promise.reject(new Error('throttled'));
    await expect(sweepPollers({ ...world, start: failing }, [solutionProvider], () => true)).rejects.toThrow();
    world.clock.advance(12 * 60_000);
    expect(await world.sweep()).toEqual({ started: 1, restarted: 0 });
  });

  it('two at a time start one execution', async () => {
    const world = await aWorld();
    await beganPortIn(world);
    world.clock.advance(61_000);
    await Promise.all([world.sweep(), world.sweep(), world.sweep()]);
    expect(new Set(world.started.map(({ name }) => name)).size).toBe(1);
  });

  it('asks the table once per Solution Provider when all is well, however much is polled', async () => {
    const world = await aWorld();
    for (let index = 0; index < 100; index += 1) {
      const watched = { solutionProvider, kind: 'port-in' as const, id: `P${index}` };
      await world.table.put(newPollJobItem(watched, world.clock.now(), []));
    }
    world.client.rest();
    await world.sweep();
    expect(world.client.sent).toEqual(['Query', 'Query']);
  });

  it('goes through more than a page of what is lost', async () => {
    const world = await aWorld();
    for (let index = 0; index < 120; index += 1) {
      const watched = { solutionProvider, kind: 'port-in' as const, id: `P${index}` };
      await world.table.put(newPollJobItem(watched, world.clock.now(), []));
    }
    world.clock.advance(61_000);
    expect(await world.sweep()).toEqual({ started: 120, restarted: 0 });
    expect(new Set(world.started.map(({ input }) => input.id)).size).toBe(120);
  });
});

describe('a poller that is started', () => {
  const commandsOf = (fail?: Error) => {
    const sent: StartExecutionCommand['input'][] = [];
    const send = ({ input }: StartExecutionCommand) => {
      sent.push(input);
      return fail ? Promise.reject(fail) : Promise.resolve({});
    };
    // The client's overloads cannot be written as one function type.
    return { sent, start: createStartExecution(sdkAskToStart({ send: send as never }), 'arn:machine') };
  };

  it('has the same name whoever starts it, so that there are no twins', async () => {
    const { sent, start } = commandsOf();
    const item = newPollJobItem({ solutionProvider, ...portIn }, 0, []);
    expect([await startPolling(start, item), await startPolling(start, item)]).toEqual([true, true]);
    expect(sent[0]).toEqual(sent[1]);
    expect(sent[0]!.name).toMatch(/^port-in-[\w-]{32}-0-1$/);
    expect(JSON.parse(sent[0]!.input!)).toMatchObject({ ...portIn, run: '0-1', polls: 0 });
  });

  it('is as good when it is there already', async () => {
    const { start } = commandsOf(new ExecutionAlreadyExists({ message: '', $metadata: {} }));
    await expect(startPolling(start, newPollJobItem({ solutionProvider, ...portIn }, 0, []))).resolves.toBe(true);
  });

  it('is not started for other items, nor for a watch that is polled or over', async () => {
    const { sent, start } = commandsOf();
    const item = newPollJobItem({ solutionProvider, ...portIn }, 0, []);
    expect(await startPolling(start, { pk: 'SP#1', sk: 'ORDER#1' })).toBe(false);
    expect(await startPolling(start, { ...item, polls: 3 })).toBe(false);
    expect(await startPolling(start, { ...item, outcome: 'final' })).toBe(false);
    expect(sent).toEqual([]);
  });
});
