import { toEnvironment } from '#platform/environment';
import * as z from 'zod';
import { setBusinessClock } from '#platform/clock';
import { driftReportName } from '#drift/drift-report-name';
import { pushApplierName } from '#pushes/push-applier-name';
import { bulkWriterDefinition } from '../../../lib/constructs/bulk-writer-definition';
import { statusPollerDefinition } from '../../../lib/constructs/status-poller-definition';
import {
  functionName,
  lateWorkerPrefix,
  pollerSweepName,
  sightingKeeperName,
  statusPollerName,
} from '../../../lib/names';
import { functionAt } from '../function-at';
import type { Functions } from '../gateway/functions';
import { refusalWithoutKey, type Refusal } from '../../loopback/foreign-requests';
import { listen, loopback } from '../../loopback/listen';
import type { SimulatedTime } from '../simulated-time';
import { createExecutions, type Executions, type Json, type StateMachine, type Task } from './executions';
import { waitInSimulatedTime } from './interpreter-waits';
import { lambdaServer } from './lambda-server';
import { runScheduled } from './scheduled-runs';
import { stateMachineServer, type RunningMachine } from './server';

const account = '000000000000';
const partition = 'aws';

export interface StateMachinesOptions {
  region: string;
  port: number;
  time: SimulatedTime;
  /** Simulated milliseconds per real one. */
  timeScale: number;
  /** Of the gateway, which workers invoke too. */
  functions: Pick<Functions, 'of' | 'workerOf'>;
  /** What functions sign with. */
  accessKeyId: string;
  tenant: string;
  /** Whether AT&T may push. */
  takesPushes: boolean;
}

export interface StateMachines {
  /** Of the Step Functions API. */
  url: string;
  /** Of the Lambda API. */
  lambdaUrl: string;
}

/**
 * What goes on in the deployment when no partner calls: the state machines by their own definitions, the sweep and the
 * reconciler. Sets where functions of this process find Step Functions and Lambda, and the time they go by.
 */
export const startStateMachines = async (options: StateMachinesOptions): Promise<StateMachines> => {
  const { region, port, time, timeScale, functions, accessKeyId, takesPushes } = options;
  const isOurs = refusalWithoutKey(accessKeyId);
  setBusinessClock(time.now);
  waitInSimulatedTime(time);
  const arn = (service: string, resource: string): string =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const machineOf = (name: string, timeoutMs: number, definitionFor: DefinitionFor): RunningMachine => {
    const functionArn = arn('lambda', `function:${name}`);
    return machineRunning(
      arn('states', `stateMachine:${name}`),
      definitionFor(functionArn),
      { [functionArn]: taskOf(functionAt(name, timeoutMs)) },
      time,
    );
  };
  const poller = machineOf('status-poller', 50_000, (pollFunctionArn) =>
    statusPollerDefinition({ pollFunctionArn, partition }),
  );
  const bulkWriter = machineOf('bulk-writer', 90_000, (workFunctionArn) =>
    bulkWriterDefinition({ workFunctionArn, partition }),
  );
  const url = `http://${loopback}:${await listen(stateMachineServer([poller, bulkWriter]), port, [refusalToStart(isOurs)])}`;
  process.env['AWS_ENDPOINT_URL_SFN'] = url;
  const sweep = functionAt('poller-sweep', 55_000);
  const reconciler = functionAt('reconciler', 300_000);
  const pushApplier = functionAt(pushApplierName, 55_000);
  const background = {
    ...{ reconciler, [pollerSweepName]: sweep, ...askedAlone() },
    ...(takesPushes && { [pushApplierName]: pushApplier }),
  };
  const functionPrefix = functionName(options.tenant, '');
  const workerPrefix = lateWorkerPrefix(options.tenant);
  const lambda = lambdaServer({ functions, background, prefix: functionPrefix, workerPrefix });
  const lambdaPort = await listen(lambda, 0, [isOurs]);
  const lambdaUrl = `http://${loopback}:${lambdaPort}`;
  process.env['AWS_ENDPOINT_URL_LAMBDA'] = lambdaUrl;
  const machines = { statusPollerArn: poller.machine.arn, bulkWriterArn: bulkWriter.machine.arn };
  Object.assign(process.env, toEnvironment({ ...machines, functionPrefix }));
  runScheduled(
    [
      { name: 'poller-sweep', run: () => sweep({}) },
      { name: 'reconciler', run: () => reconciler({}) },
      ...(takesPushes ? [{ name: pushApplierName, run: () => pushApplier({}) }] : []),
    ],
    time,
    timeScale,
  );
  return { url, lambdaUrl };
};

/** Run only when a read asks, or an operator: what AT&T is asked here is what a reader of its log expects. */
const askedAlone = () => ({
  [sightingKeeperName]: functionAt(sightingKeeperName, 10_000),
  [statusPollerName]: functionAt(statusPollerName, 50_000),
  [driftReportName]: functionAt(driftReportName, 290_000),
});

/** Anybody here may watch executions; starting one is for functions. */
const refusalToStart =
  (refusalOf: Refusal): Refusal =>
  (request) =>
    request.headers['x-amz-target'] === 'AWSStepFunctions.StartExecution' ? refusalOf(request) : undefined;

type DefinitionFor = (
  functionArn: string,
) => StateMachine['definition'] & { States: { HandOver: { Resource: string } } };

/** What a function returns is JSON. */
const taskOf =
  (run: (event: unknown) => Promise<unknown>): Task =>
  async (input) =>
    JSON.parse(JSON.stringify(await run(input))) as Json;

/** A machine that can start executions of its own. */
const machineRunning = (
  arn: string,
  definition: ReturnType<DefinitionFor>,
  tasks: Record<string, Task>,
  time: SimulatedTime,
): RunningMachine => {
  const startAnother: Task = (input) => Promise.resolve(started(executions, input));
  const machine = { arn, definition, tasks: { ...tasks, [definition.States.HandOver.Resource]: startAnother } };
  const executions = createExecutions(machine, time);
  return { machine, executions };
};

const handOverInput = z.object({ StateMachineArn: z.string(), Name: z.string(), Input: z.unknown() });

const started = (executions: Executions, input: Json): Json => {
  const { Name, Input } = handOverInput.parse(input);
  if (executions.start(Name, JSON.stringify(Input))) return {};
  throw Object.assign(new Error(Name), { name: 'StepFunctions.ExecutionAlreadyExistsException' });
};
