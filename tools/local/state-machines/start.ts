import * as z from 'zod';
import { setBusinessClock } from '#runtime/clock';
import { statusPollerDefinition } from '../../../lib/constructs/status-poller-definition';
import { functionAt } from '../function-at';
import { listen, loopback } from '../listen';
import type { SimulatedTime } from '../simulated-time';
import { createExecutions, type Json, type StateMachine, type Task } from './executions';
import { waitInSimulatedTime } from './interpreter-waits';
import { runScheduled } from './scheduled-runs';
import { stateMachineServer } from './server';

const account = '000000000000';
const partition = 'aws';

export interface StateMachinesOptions {
  region: string;
  port: number;
  time: SimulatedTime;
  /** Simulated milliseconds per real one. */
  timeScale: number;
}

export interface StateMachines {
  /** Of the Step Functions API. */
  url: string;
}

/**
 * What goes on in the deployment when no partner calls: the status poller’s state machine by its own definition, the sweep
 * and the reconciler. Sets where functions of this process find Step Functions, and the time they go by.
 */
export const startStateMachines = async (options: StateMachinesOptions): Promise<StateMachines> => {
  const { region, port, time, timeScale } = options;
  setBusinessClock(time.now);
  waitInSimulatedTime(time);
  const arn = (service: string, resource: string): string =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const pollFunctionArn = arn('lambda', 'function:status-poller');
  const definition = statusPollerDefinition({ pollFunctionArn, partition });
  const poll = functionAt('status-poller', 'polling', 50_000);
  const tasks: Record<string, Task> = {
    // What a function returns is JSON.
    [pollFunctionArn]: async (input) => JSON.parse(JSON.stringify(await poll(input))) as Json,
    [definition.States.HandOver.Resource]: (input) => Promise.resolve(startAnother(input)),
  };
  const machine: StateMachine = { arn: arn('states', 'stateMachine:status-poller'), definition, tasks };
  const executions = createExecutions(machine, time);
  const startAnother = (input: Json): Json => {
    const { Name, Input } = handOverInput.parse(input);
    if (executions.start(Name, JSON.stringify(Input))) return {};
    throw Object.assign(new Error(Name), { name: 'StepFunctions.ExecutionAlreadyExistsException' });
  };
  const server = stateMachineServer(machine, executions);
  const url = `http://${loopback}:${await listen(server, port)}`;
  process.env['AWS_ENDPOINT_URL_SFN'] = url;
  process.env['STATUS_POLLER_ARN'] = machine.arn;
  const sweep = functionAt('poller-sweep', 'polling/sweeper', 55_000);
  const reconcile = functionAt('reconciler', 'reconciler', 300_000);
  runScheduled(
    [
      { name: 'poller-sweep', run: () => sweep({}) },
      { name: 'reconciler', run: () => reconcile({}) },
    ],
    time,
    timeScale,
  );
  return { url };
};

const handOverInput = z.object({ StateMachineArn: z.string(), Name: z.string(), Input: z.unknown() });
