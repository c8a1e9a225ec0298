import { LambdaClient } from '@aws-sdk/client-lambda';
import { join } from 'node:path';
import { ConfigurationMistake } from '../../lib/config/configuration-mistake';
import { Refusal, run } from './commands';

const tenants = join(import.meta.dirname, '..', '..', 'tenants');

try {
  console.log(await run(process.argv.slice(2), tenants, (region) => new LambdaClient({ region, maxAttempts: 1 })));
} catch (error) {
  if (!(error instanceof Refusal || error instanceof ConfigurationMistake)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
