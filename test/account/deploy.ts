import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { TenantInput } from '../../lib/config/tenant';
import { stackName } from '../../lib/names';
import { simulatorStackName } from '../../tools/deployed-simulator/simulator-stack';
import { makeDeployable, makeEmulatable } from '../deploy/emulated-assembly';
import { repository, runCommand } from '../deploy/run-command';
import { runTag } from './run-id';
import { NotBegun, type Site } from './site';

const cdk = join(repository, 'node_modules', '.bin', 'cdk');
const simulatorApp = `npx node --import tsx ${join('tools', 'deployed-simulator', 'main.ts')}`;

export interface Attempt {
  site: Site;
  run: string;
  account: string;
  /** Folder for assemblies, outputs and the tenant’s file. */
  directory: string;
}

/** Where the run’s tenant file is. */
export const tenantsOf = ({ directory }: Attempt): string => join(directory, 'tenants');

/** The run’s own tenant, like `tenants/example.ts`, which nobody is told of and no credentials of AT&T’s are for. */
export const writeTenant = (attempt: Attempt): void => {
  const tenant: TenantInput = {
    tenant: attempt.run,
    environment: 'uat',
    region: attempt.site.region,
    solutionProviders: [
      { id: 'A-06399x', families: ['ordering-apex', 'mobility'] },
      { id: '10067', families: ['ordering-alliance'] },
      { id: '10006', families: ['ordering-alliance', 'mobility'] },
    ],
    source: 'partner-gateway',
    logRetentionDays: 30,
  };
  mkdirSync(tenantsOf(attempt), { recursive: true });
  writeFileSync(join(tenantsOf(attempt), `${attempt.run}.json`), JSON.stringify(tenant, undefined, 2));
};

const runCdk = ({ site }: Attempt, args: readonly string[]): Promise<string> =>
  runCommand(cdk, args, { env: site.environment });

const outputsSchema = z.record(z.string(), z.record(z.string(), z.string()));
type Outputs = z.output<typeof outputsSchema>;

const deployed = async (attempt: Attempt, assembly: string, name: string): Promise<Outputs> => {
  const outputs = join(attempt.directory, `${name}-outputs.json`);
  const tags = ['--tags', `${runTag}=${attempt.run}`];
  const how = ['--all', '--require-approval', 'never', '--asset-parallelism', '--outputs-file', outputs];
  await runCdk(attempt, ['deploy', '--app', assembly, ...how, ...tags]);
  return outputsSchema.parse(JSON.parse(readFileSync(outputs, 'utf8')));
};

const outputOf = (outputs: Outputs, stack: string, key: string): string => {
  const value = outputs[stack]?.[key];
  if (value === undefined) throw new Error(`${stack} has no output ${key}: ${JSON.stringify(outputs)}`);
  return value;
};

/** The emulator serves every API under its own address. @param url names one that is no URL there: its host ends in an IP address */
const simulatorAt = ({ site: { emulator } }: Attempt, url: string): string => {
  const [, id] = /^https?:\/\/(\w+)\./.exec(url) ?? [];
  if (id === undefined) throw new Error(`${url} names no API.`);
  return emulator ? `${emulator.url}/_aws/execute-api/${id}/$default` : url;
};

const synthesizedSimulator = async (attempt: Attempt, word: string): Promise<string> => {
  const assembly = join(attempt.directory, 'simulator');
  const stated = [`tenant=${attempt.run}`, `region=${attempt.site.region}`, `word=${word}`];
  const context = stated.flatMap((one) => ['-c', one]);
  await runCdk(attempt, ['synth', '--quiet', '--app', simulatorApp, ...context, '--output', assembly]);
  if (attempt.site.emulator) makeDeployable(assembly);
  return assembly;
};

/** Deploys AT&T’s double. @returns its address, which nobody can guess */
export const deploySimulator = async (attempt: Attempt): Promise<string> => {
  const word = randomBytes(24).toString('hex');
  const assembly = await synthesizedSimulator(attempt, word);
  if (attempt.site.emulator)
    await runCdk(attempt, ['bootstrap', `aws://${attempt.account}/${attempt.site.region}`, '--app', assembly]);
  const url = outputOf(await deployed(attempt, assembly, 'simulator'), simulatorStackName(attempt.run), 'Url');
  return `${simulatorAt(attempt, url)}/${word}`;
};

/** Synthesizes the run’s tenant, with every operation at that address. @returns the assembly, and what was taken out of it */
export const synthesizeGateway = async (attempt: Attempt, simulatorUrl: string) => {
  const assembly = join(attempt.directory, 'gateway');
  const stated = [`tenant=${attempt.run}`, `tenants=${tenantsOf(attempt)}`, `simulator=${simulatorUrl}`];
  await runCdk(attempt, ['synth', '--quiet', ...stated.flatMap((one) => ['-c', one]), '--output', assembly]);
  refuseAtt(assembly);
  const { emulator } = attempt.site;
  const takenOut = emulator
    ? makeEmulatable({ directory: assembly, tenant: attempt.run, emulatorUrl: emulator.url })
    : [];
  return { assembly, takenOut };
};

/** @throws NotBegun where a template names a host of AT&T’s: then a function would ask AT&T itself */
export const refuseAtt = (assembly: string): void => {
  for (const file of readdirSync(assembly).filter((name) => name.endsWith('.template.json'))) {
    const found = /https:\/\/[a-z0-9.-]*\.att\.com/.exec(readFileSync(join(assembly, file), 'utf8'));
    if (found) throw new NotBegun(`${file} names ${found[0]}; a run must never reach AT&T.`);
  }
};

/** Deploys the gateway. @returns where it is found, and where clients get tokens */
export const deployGateway = async (attempt: Attempt, assembly: string) => {
  const { run, site } = attempt;
  const outputs = await deployed(attempt, assembly, 'gateway');
  const awsUrl = outputOf(outputs, stackName(run, 'api'), 'ApiUrl');
  if (!site.emulator)
    return { awsUrl, apiUrl: awsUrl, tokenUrl: outputOf(outputs, stackName(run, 'data'), 'TokenUrl') };
  const { hostname, pathname } = new URL(awsUrl);
  const api = `${site.emulator.url}/restapis/${hostname.split('.')[0] ?? ''}${pathname}/_user_request_`;
  return { awsUrl, apiUrl: api, tokenUrl: `${site.emulator.url}/oauth2/token` };
};
