import { Code } from 'aws-cdk-lib/aws-lambda';
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkedBindings } from '../../lib/config/check-bindings';
import { loadTenant } from '../../lib/config/load-tenant';
import { addGateway, createApp, synthesized as writeTemplates } from '../../lib/gateway-app';
import { commandIn, provideVirtualEnvironment, PythonMissing } from '../python/virtual-environment';
import { committedTenants, type TenantFile } from './committed-tenants';

/** Has cfn-lint look at every template of a tenant (argument; else of every tenant file there is), as three regions take them. Ends with 1 for any error. */
const repository = join(import.meta.dirname, '..', '..');
/** Of its own, because the emulator pins other versions of what both need. */
const environment = {
  directory: join(repository, '.venv', 'lint'),
  requirements: join(import.meta.dirname, 'requirements.txt'),
};
const regions = ['us-east-1', 'us-west-2', 'eu-west-1'];
/** Warnings are of what CDK writes twice, such as a dependency that is there by reference as well. */
const options = ['--regions', ...regions, '--ignore-checks', 'W', '--'];

const [python, script] = commandIn(environment.directory, 'cfn-lint');

/** @throws Error when it fails */
const run = (command: string, args: readonly string[]): void => {
  const { status, error } = spawnSync(command, args, { cwd: repository, stdio: 'inherit' });
  if (error ?? status !== 0) throw new Error(`${command} ended with ${status ?? String(error)}.`);
};

/** What a function carries does not matter to a template. @returns where a bundle stands */
const anyBundle = (directory: string): string => {
  const bundle = join(directory, 'bundle');
  mkdirSync(bundle, { recursive: true });
  writeFileSync(join(bundle, 'index.js'), 'exports.handler = undefined;');
  return bundle;
};

/** The tenant’s templates. @returns their files */
const synthesized = async ({ name, folder }: TenantFile, directory: string): Promise<string[]> => {
  const app = createApp({ outdir: join(directory, name) });
  const tenant = await loadTenant(name, folder);
  const bundle = anyBundle(directory);
  const codeOf = () => Code.fromAsset(bundle);
  addGateway(app, { tenant, bindings: checkedBindings(tenant), isSimulated: false, codeOf });
  const files = readdirSync(writeTemplates(app).directory).filter((file) => file.endsWith('.template.json'));
  return files.map((file) => join(directory, name, file));
};

/** @throws Error where the named one is none of them */
const wanted = (name: string | undefined): readonly TenantFile[] => {
  const all = committedTenants();
  const some = all.filter((one) => name === undefined || one.name === name);
  if (some.length > 0) return some;
  throw new Error(`There is no tenant ${String(name)}. There are: ${all.map((one) => one.name).join(', ')}.`);
};

// CDK’s own look at the templates is `infra/compliance`’s; this is the second one.
process.env['CDK_VALIDATION'] = 'false';
const directory = mkdtempSync(join(tmpdir(), 'lint-templates-'));
try {
  const tenants = wanted(process.argv[2]);
  await provideVirtualEnvironment(
    environment,
    async (command, args) => (await promisify(execFile)(command, args)).stdout,
  );
  for (const tenant of tenants) {
    const files = await synthesized(tenant, directory);
    if (files.length === 0) throw new Error(`${tenant.name} has no template.`);
    run(python, [script, ...options, ...files]);
    process.stdout.write(`${files.length} templates of ${tenant.name} are without errors in ${regions.join(', ')}.\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof PythonMissing) process.stderr.write(`${String(error.cause)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
