import { setTimeout as sleep } from 'node:timers/promises';
import { StateMachine as Interpreter } from 'aws-local-stepfunctions';
import { createExecutions, type StateMachine } from '../../../tools/local/state-machines/executions';
import { waitInSimulatedTime } from '../../../tools/local/state-machines/interpreter-waits';
import { createSimulatedTime } from '../../../tools/local/simulated-time';
import { statusPollerDefinition } from '../../../lib/constructs/status-poller-definition';

const pollFunctionArn = 'arn:aws:lambda:us-east-1:000000000000:function:status-poller';
const definition = statusPollerDefinition({ pollFunctionArn, partition: 'aws' });

describe('simulated time', () => {
  it('goes on by itself, faster where told so, and wakes what waits in order', async () => {
    const time = createSimulatedTime({ nowMs: 1_000_000, readAtMs: Date.now(), timeScale: 3_600 });
    const woken: string[] = [];
    time.after(90_000, () => woken.push('second'));
    time.after(60_000, () => woken.push('first'));
    await sleep(60);
    expect(woken).toEqual(['first', 'second']);
    expect(time.now()).toBeGreaterThan(1_000_000 + 90_000);
  });

  it('does not lag by the time the reading took to get here', () => {
    const time = createSimulatedTime({ nowMs: 0, readAtMs: Date.now() - 5_000, timeScale: 1_000 });
    expect(time.now()).toBeGreaterThanOrEqual(4_999_000);
  });

  it('wakes at once what a move of the clock makes due, and leaves the rest', async () => {
    const time = createSimulatedTime({ nowMs: 0, readAtMs: Date.now(), timeScale: 1 });
    const woken: number[] = [];
    for (const hours of [1, 2, 30]) time.after(hours * 3_600_000, () => woken.push(hours));
    let moves = 0;
    time.onMove(() => (moves += 1));
    time.set({ nowMs: 24 * 3_600_000, readAtMs: Date.now(), timeScale: 1 });
    await sleep(20);
    expect([woken, moves]).toEqual([[1, 2], 1]);
  });

  it('takes whatever number waits, and wakes what waits for the same moment in the order it came', async () => {
    const time = createSimulatedTime({ nowMs: 0, readAtMs: Date.now(), timeScale: 1 });
    const woken: number[] = [];
    for (let number = 0; number < 150_000; number += 1) time.after(3_600_000, () => woken.push(number));
    time.set({ nowMs: 2 * 3_600_000, readAtMs: Date.now(), timeScale: 1 });
    await sleep(20);
    expect(woken).toHaveLength(150_000);
    expect(woken).toEqual(woken.toSorted((a, b) => a - b));
  });
});

describe('the interpreter', () => {
  const time = createSimulatedTime({ nowMs: 0, readAtMs: Date.now(), timeScale: 1 });
  const original = globalThis.setTimeout;
  beforeAll(() => waitInSimulatedTime(time));
  afterAll(() => void (globalThis.setTimeout = original));

  const output = (done: boolean, waitSeconds: number, handOver = false) => ({
    done,
    handOver,
    waitSeconds,
    next: { name: 'next', input: { waitSeconds: 7 } },
  });

  it('waits by the definition’s own path, in simulated time, and hands over to the next execution', async () => {
    const answers = [output(false, 3 * 86_400), output(false, 60, true)];
    const started: unknown[] = [];
    const machine: StateMachine = {
      arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:status-poller',
      definition,
      tasks: {
        [pollFunctionArn]: () => Promise.resolve(answers.shift()!),
        [definition.States.HandOver.Resource]: (input) => Promise.resolve(started.push(input)),
      },
    };
    const executions = createExecutions(machine, time, () => Promise.resolve({ StateMachine: Interpreter }));
    expect(executions.start('one', JSON.stringify({ waitSeconds: 3_600 }))).toBe(true);
    expect(executions.start('one', JSON.stringify({ waitSeconds: 3_600 }))).toBe(true);
    expect(executions.start('one', JSON.stringify({ waitSeconds: 1 }))).toBe(false);
    const status = () => executions.find('one')?.status;
    const move = async (hours: number) => {
      time.set({ nowMs: time.now() + hours * 3_600_000, readAtMs: Date.now(), timeScale: 1 });
      await sleep(50);
    };
    await sleep(50);
    expect(answers).toHaveLength(2);
    await move(1.01);
    expect(answers).toHaveLength(1);
    await move(71);
    expect(answers).toHaveLength(1);
    await move(2);
    expect(answers).toHaveLength(0);
    expect(status()).toBe('SUCCEEDED');
    expect(started).toEqual([{ StateMachineArn: machine.arn, Name: 'next', Input: { waitSeconds: 7 } }]);
    // Wait, Poll, Decide; Wait, Poll, Decide; HandOver, Done.
    expect(executions.find('one')?.transitions).toBe(8);
  });

  it('leaves every other timer of the process alone', async () => {
    const startedAt = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
