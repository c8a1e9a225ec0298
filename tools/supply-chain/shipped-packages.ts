import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** Licences that what runs in Lambda may have: they ask for their text to be kept, and for nothing of ours. */
export const allowedLicences: ReadonlySet<string> = new Set([
  'Apache-2.0',
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
]);

/** A package of which something is in a bundle. */
export interface ShippedPackage {
  name: string;
  version: string;
  /** As the package says; `none stated` where it says nothing. */
  licence: string;
}

const manifestSchema = z.looseObject({ name: z.string(), version: z.string(), license: z.string().optional() });

/** Packages by the files that are in bundles, each once, by name. @param files relative to the repository */
export const shippedPackages = (repository: string, files: readonly string[]): ShippedPackage[] => {
  const folders = new Set(files.flatMap((file) => folderOf(file) ?? []));
  const packages = [...folders].map((folder) => packageAt(join(repository, folder)));
  const distinct = new Map(packages.map((one) => [`${one.name}@${one.version}`, one]));
  return [...distinct.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
};

/** The folder of the package a file is of; the innermost, where one carries others. */
const folderOf = (file: string): string | undefined => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];

const packageAt = (folder: string): ShippedPackage => {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) throw new Error(`${folder} is in a bundle and has no package.json.`);
  const { name, version, license = 'none stated' } = manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8')));
  return { name, version, licence: license };
};

export const notAllowed = (packages: readonly ShippedPackage[]): ShippedPackage[] =>
  packages.filter(({ licence }) => !allowedLicences.has(licence));
