/** What can go wrong with an invocation is over in a minute or two as a rule; the table and AT&T are tried again inside. */
export const patientRetry = {
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 5,
  BackoffRate: 3,
  MaxAttempts: 5,
  MaxDelaySeconds: 300,
  JitterStrategy: 'FULL',
} as const;

/** Starts the execution `$.next` names, of the same machine, and ends. One of the same name is as good. */
export const handOverState = (partition: string) =>
  ({
    Type: 'Task',
    Resource: `arn:${partition}:states:::states:startExecution`,
    Parameters: {
      'StateMachineArn.$': '$$.StateMachine.Id',
      'Name.$': '$.next.name',
      'Input.$': '$.next.input',
    },
    Retry: [
      { ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'], MaxAttempts: 0 },
      { ...patientRetry, MaxAttempts: 8 },
    ],
    Catch: [
      { ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'], Next: 'Done' },
      { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Failed' },
    ],
    Next: 'Done',
  }) as const;
