import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { ConfigurationMistake } from './configuration-mistake';
import { contradictions } from './check-hosts';
import type { ContractFiles } from './contract-files';
import { hostsSchema, parseTenant, type Tenant } from './tenant';

const extensions = ['.ts', '.json'];

/** The tenants’ files in the directory. @throws ConfigurationMistake when there is no such directory */
const tenantFiles = (directory: string): string[] => {
  if (!existsSync(directory))
    throw new ConfigurationMistake(`There is no directory ${directory} to look for tenants in.`);
  return readdirSync(directory)
    .filter((file) => extensions.includes(extname(file)))
    .sort();
};

/**
 * The tenant whose file is `<name>.ts` or `<name>.json` in the directory, with the statements of its contract, each of which
 * may stand in `<name>/contract/<operation>.json`.
 * @throws ConfigurationMistake when none is named, there is no such file, or the file has mistakes
 */
export const loadTenant = async (name: unknown, directory: string): Promise<Tenant> => {
  const files = tenantFiles(directory);
  const list = files.map((file) => parse(file).name).join(', ') || 'none';
  if (typeof name !== 'string' || name === '')
    throw new ConfigurationMistake(`Name a tenant with \`-c tenant=<tenant>\`. There are: ${list}.`);
  const file = files.find((entry) => parse(entry).name === name);
  if (file === undefined) throw new ConfigurationMistake(`There is no tenant \`${name}\`. There are: ${list}.`);
  const contract = await contractFiles(directory, name);
  const tenant = namedLikeItsFile(parseTenant(await read(join(directory, file)), file, contract), name);
  const others = await Promise.all(files.filter((entry) => entry !== file).map((entry) => hostsOf(directory, entry)));
  const mistakes = contradictions(tenant.hosts, others.flat());
  if (mistakes.length === 0) return tenant;
  throw new ConfigurationMistake(`${file} is not a valid tenant:\n${mistakes.map((line) => `  ${line}`).join('\n')}`);
};

const contractFiles = async (directory: string, name: string): Promise<ContractFiles> => {
  const folder = join(directory, name, 'contract');
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder).filter((entry) => extname(entry) === '.json');
  const values = await Promise.all(
    files.toSorted().map(async (entry) => {
      const file = join(name, 'contract', entry);
      return [parse(entry).name, { file, value: await read(join(folder, entry)) }] as const;
    }),
  );
  return new Map(values);
};

const statingHosts = z.looseObject({ hosts: hostsSchema });

/** What another tenant’s file states of hosts; a file that cannot be read states nothing until it is deployed itself. */
const hostsOf = async (directory: string, file: string): Promise<{ file: string; hosts: Tenant['hosts'] }[]> => {
  const { data } = statingHosts.safeParse(await read(join(directory, file)).catch(() => undefined));
  return data ? [{ file, hosts: data.hosts }] : [];
};

/** Two files with the same `tenant` would deploy over each other. */
const namedLikeItsFile = (tenant: Tenant, name: string): Tenant => {
  if (tenant.tenant === name) return tenant;
  throw new ConfigurationMistake(
    `${name} is not a valid tenant:\n  tenant: must be \`${name}\`, like the file, not \`${tenant.tenant}\``,
  );
};

const tenantModule = z.object({ default: z.unknown() });

const read = async (path: string): Promise<unknown> => {
  try {
    if (extname(path) === '.json') return JSON.parse(readFileSync(path, 'utf8')) as unknown;
    return tenantModule.parse(await import(pathToFileURL(path).href)).default;
  } catch (error) {
    throw new ConfigurationMistake(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};
