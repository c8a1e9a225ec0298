import { handOverState, patientRetry } from './state-machine-states';

/** What the definition names. In a template these are references; in the local runtime, names of its own. */
export interface BulkWriterParts {
  workFunctionArn: string;
  partition: string;
}

/**
 * The bulk writer in the Amazon States Language: a slice of work, decide, wait, again. What a slice returns is what the next
 * one gets; it says itself how long there is nothing to do, and when a fresh execution has to go on. A worker that was
 * killed is invoked again: its calls are made again under their own keys. An execution that fails has failed aloud,
 * and the sweep starts another.
 */
export const bulkWriterDefinition = ({ workFunctionArn, partition }: BulkWriterParts) => ({
  Comment: 'Carries out the rows of a bulk write. docs/bulk-writes.md',
  StartAt: 'Work',
  States: {
    Work: {
      Type: 'Task',
      Resource: workFunctionArn,
      TimeoutSeconds: 120,
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
    Wait: { Type: 'Wait', SecondsPath: '$.waitSeconds', Next: 'Work' },
    HandOver: handOverState(partition),
    Done: { Type: 'Succeed' },
    Failed: {
      Type: 'Fail',
      Error: 'BulkWriterFailed',
      Cause: 'A slice or the handover failed every time it was tried. The sweep starts a fresh execution.',
    },
  },
});
