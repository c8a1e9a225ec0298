import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { startPolling, type StartExecution } from '#polling/start-polling';
import { sdkTimeouts } from '#platform/sdk-timeouts';

export const createStepFunctionsClient = (): SFNClient =>
  new SFNClient({ maxAttempts: 3, requestHandler: sdkTimeouts });

/** One of the same name is as good: the name says what is worked on, and which run. */
export const createStartExecution =
  (client: Pick<SFNClient, 'send'>, stateMachineArn: string) =>
  async (name: string, input: object): Promise<void> => {
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  };

const machineSettings = z.object({ STATUS_POLLER_ARN: z.string() });

/** Starts executions of the status poller this deployment has. @throws when it is not named in the environment */
export const startExecutionFrom = (environment: NodeJS.ProcessEnv): StartExecution =>
  createStartExecution(createStepFunctionsClient(), machineSettings.parse(environment).STATUS_POLLER_ARN);

/** What the table’s stream calls for a watch that has come in; undefined where it is not told of the poller, and the sweep does it. */
export const startPollingFrom = (
  environment: NodeJS.ProcessEnv,
): ((watch: Record<string, unknown>) => Promise<boolean>) | undefined => {
  if (environment['STATUS_POLLER_ARN'] === undefined) return undefined;
  const start = startExecutionFrom(environment);
  return (watch) => startPolling(start, watch);
};
