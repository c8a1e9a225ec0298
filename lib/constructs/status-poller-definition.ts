import { handOverState, patientRetry } from './state-machine-states';

/** What the definition names. In a template these are references; in the local runtime, names of its own. */
export interface StatusPollerParts {
  pollFunctionArn: string;
  partition: string;
}

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
      Retry: [patientRetry],
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
    HandOver: handOverState(partition),
    Done: { Type: 'Succeed' },
    Failed: {
      Type: 'Fail',
      Error: 'PollerFailed',
      Cause: 'A poll or the handover failed every time it was tried. The sweep starts a fresh execution.',
    },
  },
});
