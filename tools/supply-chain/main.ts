import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operations } from '#operations/registry';
import { routeGroups } from '#routes/registry';
import { bundleHandlers } from '../../lib/bundle-handlers';
import { markdownTable } from '../markdown/markdown-table';
import { notAllowed, shippedPackages } from './shipped-packages';

/** Prints what runs in Lambda besides this project, with its licences. Ends with 1 where one is not allowed. */
const folder = mkdtempSync(join(tmpdir(), 'licences-'));
try {
  const files = bundleHandlers(folder, { operations, routeGroups, hasPushes: true });
  const packages = shippedPackages(join(import.meta.dirname, '..', '..'), files);
  const rows = packages.map(({ name, version, licence }) => [name, version, licence]);
  process.stdout.write(`${markdownTable(['Package', 'Version', 'Licence'], rows)}\n`);
  for (const { name, licence } of notAllowed(packages)) {
    process.stderr.write(`${name} has the licence ${licence}, which is not allowed.\n`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
