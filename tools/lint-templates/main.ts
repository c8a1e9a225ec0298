import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Has cfn-lint look at every template of a tenant (argument; else `example`), as three regions take them. Ends with 1 for any error. */
const repository = join(import.meta.dirname, '..', '..');
/** Of its own, because the emulator pins other versions of what both need. */
const environment = join(repository, '.venv', 'lint');
const python = join(environment, 'bin', 'python');
const regions = ['us-east-1', 'us-west-2', 'eu-west-1'];

/** @throws Error when it fails */
const run = (command: string, args: readonly string[]): void => {
  const { status, error } = spawnSync(command, args, { cwd: repository, stdio: 'inherit' });
  if (error ?? status !== 0) throw new Error(`${command} ended with ${status ?? String(error)}.`);
};

const assembly = mkdtempSync(join(tmpdir(), 'lint-templates-'));
try {
  if (!existsSync(python)) run('python3', ['-m', 'venv', environment]);
  const requirements = join(import.meta.dirname, 'requirements.txt');
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  const tenant = process.argv[2] ?? 'example';
  run(join(repository, 'node_modules', '.bin', 'cdk'), [
    'synth',
    '--quiet',
    '-c',
    `tenant=${tenant}`,
    '--output',
    assembly,
  ]);
  const templates = readdirSync(assembly).filter((file) => file.endsWith('.template.json'));
  if (templates.length === 0) throw new Error('There is no template.');
  const files = templates.map((file) => join(assembly, file));
  // Warnings are of what CDK writes twice, such as a dependency that is there by reference as well.
  run(join(environment, 'bin', 'cfn-lint'), ['--regions', ...regions, '--ignore-checks', 'W', '--', ...files]);
  process.stdout.write(`${templates.length} templates of ${tenant} are without errors in ${regions.join(', ')}.\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(assembly, { recursive: true, force: true });
}
