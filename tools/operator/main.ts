import { LambdaClient } from '@aws-sdk/client-lambda';
import { join } from 'node:path';
import { within } from '#platform/aws/within';
import { ConfigurationMistake } from '../../lib/config/configuration-mistake';
import { pushesCommand } from './pushes';
import { Refusal } from './refusal';
import { requestsCommand } from './requests';

/** A little longer than a function may run. */
const lambda = (region: string) => new LambdaClient({ region, maxAttempts: 1, ...within(16 * 60_000, 5_000) });

const tenants = join(import.meta.dirname, '..', '..', 'tenants');

/** `npm run requests` and `npm run pushes`: the first word says which. */
const [about, ...args] = process.argv.slice(2);
const command = about === 'pushes' ? pushesCommand : requestsCommand;

try {
  console.log(await command(args, tenants, lambda));
} catch (error) {
  if (!(error instanceof Refusal || error instanceof ConfigurationMistake)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
