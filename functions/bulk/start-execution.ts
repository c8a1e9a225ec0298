import * as z from 'zod';
import type { StartBulkWriter } from '#bulk/state-machine-io';
import { createStartExecution, createStepFunctionsClient } from '#platform/start-execution';

const machineSettings = z.object({ BULK_WRITER_ARN: z.string() });

/** Starts executions of the bulk writer this deployment has. @throws when it is not named in the environment */
export const startBulkWriterFrom = (environment: NodeJS.ProcessEnv): StartBulkWriter =>
  createStartExecution(createStepFunctionsClient(), machineSettings.parse(environment).BULK_WRITER_ARN);
