import { readdirSync } from 'node:fs';
import { extname, join, parse } from 'node:path';

/** A tenant, by the name of its file. */
export interface TenantFile {
  name: string;
  folder: string;
}

const repository = join(import.meta.dirname, '..', '..');

/** Where tenants’ files are: those that are deployed, one that states everything, and those of the integration suite. */
const folders = [
  join(repository, 'tenants'),
  join(import.meta.dirname, 'tenants'),
  join(repository, 'test', 'integration', 'tenants'),
];

/** Every tenant file of the repository. */
export const committedTenants = (): readonly TenantFile[] =>
  folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => ['.ts', '.json'].includes(extname(file)))
      .sort()
      .map((file) => ({ name: parse(file).name, folder })),
  );
