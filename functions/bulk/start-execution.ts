import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { StartBulkWriter } from '#bulk/work-contract';
import { createStartExecution } from '#polling/start-execution';

const machineSettings = z.object({ BULK_WRITER_ARN: z.string() });

/** Starts executions of the bulk writer this deployment has. @throws when it is not named in the environment */
export const startBulkWriterFrom = (environment: NodeJS.ProcessEnv): StartBulkWriter =>
  createStartExecution(
    new SFNClient({ maxAttempts: 3, requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 } }),
    machineSettings.parse(environment).BULK_WRITER_ARN,
  );
