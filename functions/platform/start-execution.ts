import { ExecutionAlreadyExists, StartExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { Problem } from '#domain/problems/problems';

/**
 * Starts an execution of a state machine. One of the same name is as good: the name says what is worked on, and which run.
 * @throws Problem `service-unavailable` when it cannot be started
 */
export const createStartExecution =
  (client: Pick<SFNClient, 'send'>, stateMachineArn: string) =>
  async (name: string, input: object): Promise<void> => {
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
    } catch (cause) {
      if (cause instanceof ExecutionAlreadyExists) return;
      throw new Problem('service-unavailable', { retryAfterSeconds: 2 }, { cause });
    }
  };
