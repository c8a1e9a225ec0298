import { StartExecutionCommand, type SFNClient, type StartExecutionCommandInput } from '@aws-sdk/client-sfn';
import type { AskAws } from '#platform/aws/ask-aws';
import { Problem } from '#domain/problems/problems';

/** Asks Step Functions to start an execution. @throws Error by AWS’s name of it */
export type AskToStart = (input: StartExecutionCommandInput) => Promise<unknown>;

/** By the SDK’s client. */
export const sdkAskToStart =
  (client: Pick<SFNClient, 'send'>): AskToStart =>
  (input) =>
    client.send(new StartExecutionCommand(input));

/** Without it. */
export const leanAskToStart =
  (askAws: AskAws): AskToStart =>
  (input) =>
    askAws('StartExecution', input);

/**
 * Starts an execution of a state machine. One of the same name is as good: the name says what is worked on, and which run.
 * @throws Problem `service-unavailable` when it cannot be started
 */
export const createStartExecution =
  (ask: AskToStart, stateMachineArn: string) =>
  async (name: string, input: object): Promise<void> => {
    try {
      await ask({ stateMachineArn, name, input: JSON.stringify(input) });
    } catch (cause) {
      if (cause instanceof Error && cause.name === 'ExecutionAlreadyExists') return;
      throw new Problem('service-unavailable', { retryAfterSeconds: 2 }, { cause });
    }
  };
