import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { stackName } from '../../lib/names';
import type { Emulator } from './emulator';
import { makeEmulatable } from './emulated-assembly';
import { repository, runCommand } from './run-command';

/** What a tenant’s deployment said about itself. */
export interface Deployment {
  /** Routes are `apiUrl` + `/v1/…`. */
  apiUrl: string;
  /** The same at AWS, where links are resolved. */
  awsUrl: string;
  userPoolId: string;
  /** What was taken out because the emulator cannot carry it. */
  takenOut: string[];
}

const cdk = join(repository, 'node_modules', '.bin', 'cdk');
/** The emulated account. */
const account = '000000000000';

/** Synthesizes the tenant, bootstraps the emulated account and deploys every stack, all with the CDK’s own command. */
export const deployTenant = async (
  tenant: string,
  simulatorUrl: string,
  emulator: Emulator,
  directory: string,
): Promise<Deployment> => {
  const assembly = join(directory, 'assembly');
  const outputs = join(directory, 'outputs.json');
  // A home of its own, so that the machine’s AWS settings have no say.
  const env = { ...emulator.environment, HOME: directory };
  const context = ['-c', `tenant=${tenant}`, '-c', `simulator=${simulatorUrl}`];
  await runCommand(cdk, ['synth', '--quiet', ...context, '--output', assembly], { env });
  const takenOut = makeEmulatable(assembly, tenant);
  await runCommand(cdk, ['bootstrap', `aws://${account}/us-east-1`, '--app', assembly], { env });
  const deploy = ['deploy', '--all', '--require-approval', 'never', '--asset-parallelism', '--outputs-file', outputs];
  await runCommand(cdk, [...deploy, '--app', assembly], { env });
  return { ...addressesFrom(outputs, tenant, emulator.url), takenOut };
};

const addressesFrom = (path: string, tenant: string, emulatorUrl: string) => {
  const outputs = z.record(z.string(), z.record(z.string(), z.string())).parse(JSON.parse(readFileSync(path, 'utf8')));
  const apiUrl = outputs[stackName(tenant, 'api')]?.['ApiUrl'] ?? '';
  const userPoolId = outputs[stackName(tenant, 'data')]?.['UserPoolId'] ?? '';
  const [, apiId, stage] = /^https:\/\/(\w+)\.execute-api\.[^/]+\/(\w+)$/.exec(apiUrl) ?? [];
  if (apiId === undefined || stage === undefined || userPoolId === '')
    throw new Error(`The outputs name no API or user pool: ${JSON.stringify(outputs)}`);
  // The emulator serves every API under its own address.
  return { apiUrl: `${emulatorUrl}/restapis/${apiId}/${stage}/_user_request_`, awsUrl: apiUrl, userPoolId };
};
