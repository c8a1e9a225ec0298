import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { operations } from '#operations/registry';
import type { RouteGroup } from '#routes/define-group';
import { ownRoutes, routeGroups } from '#routes/registry';
import { app } from '../../cdk.json';
import { temporaryDirectory } from '../support/temporary-directory';
import { functionIds } from './synthesized';

const groups: readonly RouteGroup[] = routeGroups;

const repository = join(__dirname, '..', '..');

/** What the CDK starts, without the `npx` that finds Node.js. */
const [, , ...args] = app.split(' ');

const synth = (context: Record<string, string>, more: Record<string, string> = {}) => {
  const outdir = temporaryDirectory('cdk-');
  const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _secret, AWS_PROFILE: _profile, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: repository,
    encoding: 'utf8',
    // A home of its own, so that nobody’s AWS settings help.
    env: {
      ...env,
      ...more,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      HOME: temporaryDirectory('home-'),
    },
  });
  return { status, stderr, outdir };
};

/** Every file of an assembly with the hash of its bytes. */
const contentsOf = (directory: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .map((name) => join(directory, name))
      .filter((path) => statSync(path).isFile())
      .map(
        (path) => [relative(directory, path), createHash('sha256').update(readFileSync(path)).digest('hex')] as const,
      )
      .sort(([a], [b]) => a.localeCompare(b)),
  );

describe('the CDK app', () => {
  it('makes the very same assembly twice, with every handler bundled, without AWS credentials', () => {
    const first = synth({ tenant: 'example' });
    // What CloudFormation’s schema says of the templates is no part of the assembly, and looked at once.
    const second = synth({ tenant: 'example' }, { CDK_VALIDATION: 'false' });
    expect([first.status, second.status]).toEqual([0, 0]);
    expect(first.stderr).toMatch(
      /Bound operations: \d+\n[\s\S]*Unbound operations, which answer 501 `operation-not-bound`: \d+/,
    );
    const [contents, again] = [contentsOf(first.outdir), contentsOf(second.outdir)];
    const names = [...new Set([...Object.keys(contents), ...Object.keys(again)])];
    expect(names.filter((name) => contents[name] !== again[name])).toEqual([]);
    for (const name of ['authorizer', ...functionIds])
      expect(contents).toHaveProperty([join('handlers', name, 'index.js')]);
    for (const name of Object.keys(contents).filter((file) => file.endsWith('index.js'))) {
      expect(readFileSync(join(first.outdir, name), 'utf8')).not.toContain(repository);
    }
    for (const { id, routes, uses = [] } of groups) {
      const bundle = readFileSync(join(first.outdir, 'handlers', id, 'index.js'), 'utf8');
      const carried = (all: readonly { id: string; summary: string }[]) =>
        all.filter(({ summary }) => bundle.includes(JSON.stringify(summary))).map((one) => one.id);
      expect(carried(ownRoutes).toSorted()).toEqual(routes.map((route) => route.id).toSorted());
      expect([id, carried(operations).length > 0]).toEqual([id, uses.includes('operations')]);
    }
  }, 180_000);

  it.each([
    [{}, 'Name a tenant with `-c tenant=<tenant>`. There are: '],
    [{ tenant: 'nobody' }, 'There is no tenant `nobody`. There are: '],
    [{ tenant: 'example', simulator: 'nonsense' }, '`-c simulator=<url>` must be an http or https URL.'],
  ])(
    'says in one line what is wrong with %j',
    (context, message) => {
      const { status, stderr } = synth(context);
      expect(status).toBe(1);
      expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(message)]);
    },
    60_000,
  );

  it('lists every mistake of a broken tenant, and no stack trace', () => {
    const tenants = temporaryDirectory('tenants-');
    writeFileSync(
      join(tenants, 'broken.ts'),
      `export default { tenant: 'broken', environment: 'test', region: 'us-east-1', solutionProviders: [] };`,
    );
    const { status, stderr } = synth({ tenant: 'broken', tenants });
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      'broken.ts is not a valid tenant:',
      expect.stringMatching(/^ {2}environment: /),
      '  solutionProviders: must name at least one Solution Provider',
    ]);
  }, 60_000);
});
