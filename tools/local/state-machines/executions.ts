import type * as AwsLocalStepFunctions from 'aws-local-stepfunctions';
import type { SimulatedTime } from '../simulated-time';
import { watchedWaits } from './interpreter-waits';

/** A value as it stands in JSON. */
export type Json = string | number | boolean | null | Json[] | { [member: string]: Json };

export interface Execution {
  name: string;
  input: string;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  /** By the simulator’s clock. */
  startedAtMs: number;
  stoppedAtMs?: number;
  output?: string;
  /** States entered and tasks tried again, what AWS counts as transitions. */
  transitions: number;
  /** The newest of them. */
  history: { atMs: number; type: string; state: string }[];
}

/** What runs in the place of each Task state’s resource. */
export type Task = (input: Json) => Promise<Json>;

export interface StateMachine {
  arn: string;
  definition: { States: Readonly<Record<string, object>> };
  /** By the ARN in the state’s `Resource`. */
  tasks: Readonly<Record<string, Task>>;
}

export interface Executions {
  /** False when there is or was another execution of that name. */
  start(name: string, input: string): boolean;
  find(name: string): Execution | undefined;
  all(): readonly Execution[];
}

type Interpreter = Pick<typeof AwsLocalStepFunctions, 'StateMachine'>;

/** When it is first needed: it takes as long to load as the rest of the runtime. */
const loaded = (): Promise<Interpreter> => import('aws-local-stepfunctions');

const newestKept = 1_000;
const longestHistory = 1_000;

/** Runs a state machine by its definition, in this process, in simulated time. */
export const createExecutions = (
  machine: StateMachine,
  time: SimulatedTime,
  interpreter: () => Promise<Interpreter> = loaded,
): Executions => {
  const executions = new Map<string, Execution>();

  const run = async (execution: Execution): Promise<void> => {
    const { StateMachine } = await interpreter();
    // The definition’s type names its states; the interpreter’s takes any.
    const states = new StateMachine(machine.definition as ConstructorParameters<typeof StateMachine>[0], {
      validationOptions: { noValidate: true },
    });
    const { result, eventLogs } = states.run(JSON.parse(execution.input) as Json, {
      overrides: { waitTimeOverrides: watchedWaits, taskResourceLocalHandlers: handlersOf(machine) },
      context: { StateMachine: { Id: machine.arn } },
    });
    void record(execution, eventLogs, time);
    try {
      execution.output = JSON.stringify(await result);
      execution.status = 'SUCCEEDED';
    } catch (error) {
      execution.status = 'FAILED';
      console.error('an execution failed:', execution.name, error);
    }
    execution.stoppedAtMs = time.now();
  };

  return {
    start: (name, input) => {
      const known = executions.get(name);
      if (known) return known.status === 'RUNNING' && known.input === input;
      const execution: Execution = {
        name,
        input,
        status: 'RUNNING',
        startedAtMs: time.now(),
        transitions: 0,
        history: [],
      };
      executions.set(name, execution);
      forgetOldest(executions);
      void run(execution);
      return true;
    },
    find: (name) => executions.get(name),
    all: () => [...executions.values()],
  };
};

const forgetOldest = (executions: Map<string, Execution>): void => {
  for (const [name, { status }] of executions) {
    if (executions.size <= newestKept) return;
    if (status !== 'RUNNING') executions.delete(name);
  }
};

const handlersOf = ({ definition, tasks }: StateMachine): Record<string, Task> =>
  Object.fromEntries(
    Object.entries(definition.States).flatMap(([name, state]) => {
      const task = 'Resource' in state ? tasks[String(state.Resource)] : undefined;
      return task ? [[name, task]] : [];
    }),
  );

interface LoggedEvent {
  type: string;
  state?: { name: string };
}

const record = async (
  execution: Execution,
  events: AsyncGenerator<LoggedEvent>,
  time: SimulatedTime,
): Promise<void> => {
  for await (const { type, state } of events) {
    if (type === 'StateEntered' || type === 'StateRetried') execution.transitions += 1;
    execution.history.push({ atMs: time.now(), type, state: state?.name ?? '' });
    if (execution.history.length > longestHistory) execution.history.shift();
  }
};
