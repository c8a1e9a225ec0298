import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { stackName } from '../../lib/names';
import type { Emulator } from './emulator';
import { makeEmulatable } from './emulated-assembly';
import { repository, runCommand } from './run-command';

/** What is deployed, from where, and into what. */
export interface Plan {
  tenant: string;
  /** Folder of the tenants’ files. */
  tenants: string;
  simulatorUrl: string;
  emulator: Emulator;
  /** Where assemblies and outputs are put. */
  directory: string;
}

/** What a tenant’s deployment said about itself. */
export interface Deployment {
  /** Routes are `apiUrl` + `/v1/…`. */
  apiUrl: string;
  /** The same at AWS, where links are resolved. */
  awsUrl: string;
}

/** What is deployed of a tenant, as synthesized but for what the emulator cannot carry. */
export interface Assembly {
  directory: string;
  /** What was taken out because the emulator cannot carry it. */
  takenOut: string[];
}

const cdk = join(repository, 'node_modules', '.bin', 'cdk');
/** The emulated account. */
const account = '000000000000';

/** Runs the CDK’s own command. @throws Error with all it printed when it fails */
export const runCdk = async ({ emulator, directory }: Plan, args: readonly string[]): Promise<string> =>
  // A home of its own, so that the machine’s AWS settings have no say.
  runCommand(cdk, args, { env: { ...emulator.environment, HOME: directory } });

/** Synthesizes the tenant’s file as it is now. @param name of the folder, a new one for each */
export const assemble = async (plan: Plan, name: string): Promise<Assembly> => {
  const { tenant, tenants, simulatorUrl, emulator } = plan;
  const directory = join(plan.directory, name);
  const context = { tenant, tenants, simulator: simulatorUrl };
  const stated = Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  await runCdk(plan, ['synth', '--quiet', ...stated, '--output', directory]);
  return { directory, takenOut: makeEmulatable({ directory, tenant, emulatorUrl: emulator.url }) };
};

/** Bootstraps the emulated account, as is done once for all tenants in it. */
export const bootstrap = async (plan: Plan, { directory }: Assembly): Promise<void> => {
  await runCdk(plan, ['bootstrap', `aws://${account}/us-east-1`, '--app', directory]);
};

/** Deploys every stack of the assembly. */
export const deployAll = async (plan: Plan, { directory }: Assembly, ...options: string[]): Promise<Deployment> => {
  const outputs = join(plan.directory, `outputs-${plan.tenant}.json`);
  const deploy = ['deploy', '--all', '--require-approval', 'never', '--asset-parallelism', '--outputs-file', outputs];
  await runCdk(plan, [...deploy, ...options, '--app', directory]);
  return addressesFrom(outputs, plan);
};

const addressesFrom = (path: string, { tenant, emulator: { url } }: Plan): Deployment => {
  const outputs = z.record(z.string(), z.record(z.string(), z.string())).parse(JSON.parse(readFileSync(path, 'utf8')));
  const apiUrl = outputs[stackName(tenant, 'api')]?.['ApiUrl'] ?? '';
  const [, apiId, stage] = /^https:\/\/(\w+)\.execute-api\.[^/]+\/(\w+)$/.exec(apiUrl) ?? [];
  if (apiId === undefined || stage === undefined)
    throw new Error(`The outputs name no API: ${JSON.stringify(outputs)}`);
  // The emulator serves every API under its own address.
  return { apiUrl: `${url}/restapis/${apiId}/${stage}/_user_request_`, awsUrl: apiUrl };
};
