import { mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Contract } from '#domain/contract/statement';

/** Modules in place of the registry’s, with operations as the tenant states them: what a deployment’s bundles are made of. */
export interface StatedRegistry {
  /** Files, by the module they stand for. */
  modules: Record<string, string>;
  close(): Promise<void>;
}

export const statedRegistry = async (contract: Contract): Promise<StatedRegistry> => {
  if (Object.keys(contract).length === 0) return { modules: {}, close: () => Promise.resolve() };
  // Nobody else needs what compiles schemas, which takes long to load.
  const [{ compileContract }, { registryInBundles }] = await Promise.all([
    import('../../lib/config/compile-contract'),
    import('../../lib/registry-in-bundles'),
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'stated-'));
  const modules = registryInBundles(folder, compileContract(contract, folder));
  await bundleValidators(folder);
  return { modules, close: () => rm(folder, { recursive: true, force: true }) };
};

/** Compiled schemas are written for a bundler. */
const bundleValidators = async (folder: string): Promise<void> => {
  await build({
    entryPoints: readdirSync(folder)
      .filter((file) => file.endsWith('.mjs'))
      .map((file) => join(folder, file)),
    ...{ outdir: folder, outExtension: { '.js': '.mjs' }, allowOverwrite: true },
    ...{ bundle: true, platform: 'node', format: 'esm', logLevel: 'error' },
    nodePaths: [join(import.meta.dirname, '..', '..', 'node_modules')],
  });
};
