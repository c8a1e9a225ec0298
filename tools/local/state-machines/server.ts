import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { Execution, Executions, StateMachine } from './executions';

const startInput = z.object({
  stateMachineArn: z.string(),
  name: z.string().regex(/^[\w-]{1,80}$/),
  input: z.string(),
});
const byArn = z.object({ executionArn: z.string() });
const byMachine = z.object({ stateMachineArn: z.string() });
const listInput = z.object({
  stateMachineArn: z.string(),
  statusFilter: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED']).optional(),
  maxResults: z.number().optional(),
});

/** An error by the name the AWS SDK knows it under. */
class AwsError extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

type Action = (input: unknown) => object;

const secondsOf = (milliseconds: number): number => milliseconds / 1000;

const summaryOf = (machine: StateMachine, { name, status, startedAtMs, stoppedAtMs }: Execution): object => ({
  executionArn: executionArnOf(machine, name),
  stateMachineArn: machine.arn,
  name,
  status,
  startDate: secondsOf(startedAtMs),
  ...(stoppedAtMs !== undefined && { stopDate: secondsOf(stoppedAtMs) }),
});

const executionArnOf = ({ arn }: StateMachine, name: string): string =>
  `${arn.replace(':stateMachine:', ':execution:')}:${name}`;

/** A machine with what it has run and is running. */
export interface RunningMachine {
  machine: StateMachine;
  executions: Executions;
}

const executionNamed = (machines: readonly RunningMachine[], input: unknown): [StateMachine, Execution] => {
  const { executionArn } = byArn.parse(input);
  const name = executionArn.slice(executionArn.lastIndexOf(':') + 1);
  for (const { machine, executions } of machines) {
    const found = executionArnOf(machine, name) === executionArn ? executions.find(name) : undefined;
    if (found) return [machine, found];
  }
  throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
};

const machineNamed = (machines: readonly RunningMachine[], arn: string): RunningMachine => {
  const found = machines.find(({ machine }) => machine.arn === arn);
  if (!found) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  return found;
};

const actionsOn = (machines: readonly RunningMachine[]): Readonly<Record<string, Action>> => ({
  ...readsOf(machines),
  StartExecution: (input) => {
    const { stateMachineArn, name, input: given } = startInput.parse(input);
    const { machine, executions } = machineNamed(machines, stateMachineArn);
    const executionArn = executionArnOf(machine, name);
    if (!executions.start(name, given))
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
    return { executionArn, startDate: secondsOf(executions.find(name)?.startedAtMs ?? 0) };
  },
  ListStateMachines: () => ({
    stateMachines: machines.map(({ machine }) => ({
      stateMachineArn: machine.arn,
      name: nameOf(machine),
      type: 'STANDARD',
    })),
  }),
  DescribeStateMachine: (input) => {
    const { machine } = machineNamed(machines, byMachine.parse(input).stateMachineArn);
    const { arn: stateMachineArn, definition } = machine;
    return {
      stateMachineArn,
      name: nameOf(machine),
      status: 'ACTIVE',
      type: 'STANDARD',
      definition: JSON.stringify(definition),
    };
  },
});

/** Looking at executions. */
const readsOf = (machines: readonly RunningMachine[]): Readonly<Record<string, Action>> => ({
  ListExecutions: (input) => {
    const { stateMachineArn, statusFilter, maxResults = 100 } = listInput.parse(input);
    const { machine, executions } = machineNamed(machines, stateMachineArn);
    const found = executions.all().filter(({ status }) => status === (statusFilter ?? status));
    return {
      executions: found
        .toReversed()
        .slice(0, maxResults)
        .map((execution) => summaryOf(machine, execution)),
    };
  },
  DescribeExecution: (input) => {
    const [machine, execution] = executionNamed(machines, input);
    const { input: given, output } = execution;
    return { ...summaryOf(machine, execution), input: given, ...(output !== undefined && { output }) };
  },
  GetExecutionHistory: (input) => ({
    events: executionNamed(machines, input)[1].history.map(({ atMs, type, state }, index) => ({
      id: index + 1,
      timestamp: secondsOf(atMs),
      type,
      stateEnteredEventDetails: { name: state },
    })),
  }),
});

const nameOf = ({ arn }: StateMachine): string => arn.slice(arn.lastIndexOf(':') + 1);

/** AWS Step Functions as far as the gateway and those who watch it use it. */
export const stateMachineServer = (machines: readonly RunningMachine[]): Server => {
  const actions = actionsOn(machines);
  return createServer((request, response) => void answer(actions, request, response));
};

const answer = async (
  actions: Readonly<Record<string, Action>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const target = String(request.headers['x-amz-target']);
  try {
    const action = actions[target.replace('AWSStepFunctions.', '')];
    if (!action) throw new AwsError('UnknownOperationException', `${target} is not served here.`);
    send(response, 200, action(JSON.parse(await text(request))));
  } catch (error) {
    const isAws = error instanceof AwsError;
    const name = isAws ? error.name : 'ValidationException';
    send(response, 400, { __type: name, message: error instanceof Error ? error.message : String(error) });
  }
};

const send = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
};
