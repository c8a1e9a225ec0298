import { operation as requestPortIn } from '#operations/request-port-in/operation';
import { poll } from '#polling/poll';
import { nextLease } from '#polling/poll-job';
import { quickClient } from '../../support/quick-client';
import { firstInput, learned, pollingWorld, solutionProvider, subjectOf } from './world';

const portIn = { solutionProvider, kind: 'port-in', id: 'P1' };

/** A port-in of which another run takes over the polling while AT&T is being asked. */
const takenOverMeanwhile = async (state: string) => {
  const world = pollingWorld({ client: quickClient(), replyTo: () => ({ id: 'P1', state }) });
  await learned(world, subjectOf(requestPortIn, { subscriberNumber: '2125550120' }), { id: 'P1', state: 'pending' });
  const input = await firstInput(world, portIn);
  const watch = async () => (await world.pollJobs.find(portIn))!;
  const deps = {
    ...world.deps,
    effects: {
      recordObservation: async () => {
        await world.pollJobs.takeOver(await watch(), 600);
      },
    },
  };
  return { ...world, input, watch, deps };
};

describe('a poller that is superseded while it polls', () => {
  it.each([
    ['would go on', 'pending'],
    ['would end', 'completed'],
  ])('ends, and leaves the job to the other, where it %s', async (_, state) => {
    const { deps, input, watch } = await takenOverMeanwhile(state);
    expect(await poll(deps, input)).toMatchObject({ done: true, outcome: 'superseded', run: input.run });
    const left = await watch();
    expect(left).toMatchObject({ run: nextLease(input.run), polls: 0 });
    expect(left.outcome).toBeUndefined();
  });
});

describe('a job', () => {
  const aJob = async () => {
    const { pollJobs } = await takenOverMeanwhile('pending');
    return { pollJobs, job: (await pollJobs.find(portIn))! };
  };
  const result = { misses: 0, overdue: 0, waitSeconds: 60 };

  it('is changed by none but the run that has it', async () => {
    const { pollJobs, job } = await aJob();
    await pollJobs.takeOver(job, 600);
    const standing = await pollJobs.find(portIn);
    expect(await pollJobs.polled(job, result)).toBe(false);
    expect(await pollJobs.end(job, 'final')).toBe(false);
    expect(await pollJobs.takeOver(job, 600)).toBeUndefined();
    expect(await pollJobs.find(portIn)).toEqual(standing);
  });

  it('that has ended is not polled on, and nobody takes it over', async () => {
    const { pollJobs, job } = await aJob();
    await pollJobs.end(job, 'final');
    const standing = await pollJobs.find(portIn);
    expect(await pollJobs.polled(job, result)).toBe(false);
    expect(await pollJobs.takeOver(job, 600)).toBeUndefined();
    expect(await pollJobs.find(portIn)).toEqual(standing);
  });
});
