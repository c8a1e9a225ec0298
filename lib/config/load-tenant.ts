import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { ConfigurationMistake } from './configuration-mistake';
import { parseTenant, type Tenant } from './tenant';

const extensions = ['.ts', '.json'];

/** Names of the tenants that have a file in the directory. */
export const tenantNames = (directory: string): string[] =>
  readdirSync(directory)
    .filter((file) => extensions.includes(extname(file)))
    .map((file) => parse(file).name)
    .sort();

/**
 * The tenant whose file is `<name>.ts` or `<name>.json` in the directory.
 * @throws ConfigurationMistake when none is named, there is no such file, or the file has mistakes
 */
export const loadTenant = async (name: unknown, directory: string): Promise<Tenant> => {
  const known = tenantNames(directory);
  const list = known.length > 0 ? known.join(', ') : 'none';
  if (typeof name !== 'string' || name === '')
    throw new ConfigurationMistake(`Name a tenant with \`-c tenant=<tenant>\`. There are: ${list}.`);
  if (!known.includes(name)) throw new ConfigurationMistake(`There is no tenant \`${name}\`. There are: ${list}.`);
  const file = readdirSync(directory).find(
    (entry) => parse(entry).name === name && extensions.includes(extname(entry)),
  );
  return namedLikeItsFile(parseTenant(await read(join(directory, file ?? name)), `tenants/${file}`), name);
};

/** Two files with the same `tenant` would deploy over each other. */
const namedLikeItsFile = (tenant: Tenant, name: string): Tenant => {
  if (tenant.tenant === name) return tenant;
  throw new ConfigurationMistake(
    `tenants/${name} is not a valid tenant:\n  tenant: must be \`${name}\`, like the file, not \`${tenant.tenant}\``,
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
