/** What the definition names. In a template these are references; in the local runtime, names of its own. */
export interface StatusPollerParts {
  pollFunctionArn: string;
  partition: string;
}

/** What can go wrong with an invocation is over in a minute or two as a rule; the table and AT&T are tried again inside. */
const pollRetry = {
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 5,
  BackoffRate: 3,
  MaxAttempts: 5,
  MaxDelaySeconds: 300,
  JitterStrategy: 'FULL',
} as const;

const startRetry = { ...pollRetry, MaxAttempts: 8 } as const;

/**
 * The status poller in the Amazon States Language: wait, poll, decide, again. The one definition, which the deployment
 * synthesizes and the local runtime runs. What a poll returns is what the next one gets; it says itself when the execution
 * has been polling long enough and a fresh one has to go on. An execution that fails has failed aloud, and the
 * sweep starts another.
 */
export const statusPollerDefinition = ({ pollFunctionArn, partition }: StatusPollerParts) => ({
  Comment: 'Asks AT&T how something stands until it is done. docs/polling.md',
  StartAt: 'Wait',
  States: {
    Wait: { Type: 'Wait', SecondsPath: '$.waitSeconds', Next: 'Poll' },
    Poll: {
      Type: 'Task',
      Resource: pollFunctionArn,
      TimeoutSeconds: 60,
      Retry: [pollRetry],
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Failed' }],
      Next: 'Decide',
    },
    Decide: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.done', BooleanEquals: true, Next: 'Done' },
        { Variable: '$.handOver', BooleanEquals: true, Next: 'HandOver' },
      ],
      Default: 'Wait',
    },
    HandOver: {
      Type: 'Task',
      Resource: `arn:${partition}:states:::states:startExecution`,
      Parameters: {
        'StateMachineArn.$': '$$.StateMachine.Id',
        'Name.$': '$.next.name',
        'Input.$': '$.next.input',
      },
      Retry: [{ ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'], MaxAttempts: 0 }, startRetry],
      Catch: [
        { ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'], Next: 'Done' },
        { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Failed' },
      ],
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
    Failed: {
      Type: 'Fail',
      Error: 'PollerFailed',
      Cause: 'A poll or the handover failed every time it was tried. The sweep starts a fresh execution.',
    },
  },
});

export type StatusPollerDefinition = ReturnType<typeof statusPollerDefinition>;
