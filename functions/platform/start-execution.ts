import { ExecutionAlreadyExists, StartExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** Starts an execution of a state machine. One of the same name is as good: the name says what is worked on, and which run. */
export const createStartExecution =
  (client: Pick<SFNClient, 'send'>, stateMachineArn: string) =>
  async (name: string, input: object): Promise<void> => {
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  };
