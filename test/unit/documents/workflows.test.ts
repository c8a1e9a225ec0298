import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { temporaryDirectory } from '../../support/temporary-directory';

const project = join(__dirname, '..', '..', '..');
const folder = join(project, '.github', 'workflows');
const stepSchema = z.looseObject({
  uses: z.string().optional(),
  name: z.string().optional(),
  run: z.string().optional(),
  shell: z.string().optional(),
  with: z.looseObject({}).optional(),
});
const workflowSchema = z.looseObject({
  on: z.record(z.string(), z.unknown()),
  permissions: z.strictObject({}),
  jobs: z.record(
    z.string(),
    z.looseObject({
      permissions: z.record(z.string(), z.string()),
      'timeout-minutes': z.int(),
      environment: z.unknown().optional(),
      steps: z.array(stepSchema),
    }),
  ),
});

const files = readdirSync(folder);
const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))).scripts;

describe.each(files)('the workflow %s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const workflow = workflowSchema.parse(parse(text));
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  it('takes actions by the commit of a release, which is named beside it', () => {
    const uses = [...text.matchAll(/^ *- uses: (.*)$/gm)].map(([, used]) => used);
    expect(uses.length).toBe(steps.filter((step) => step.uses !== undefined).length);
    for (const used of uses) expect(used).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('may do nothing by itself, and each job what it states: read, and take on a role of AWS where somebody approves', () => {
    for (const { permissions, environment } of jobs) {
      const { 'id-token': token, ...others } = permissions;
      expect(others).toEqual({ contents: 'read' });
      expect(token).toBe(environment === undefined ? undefined : 'write');
    }
  });

  it('does not run what strangers write with rights of its own, nor put their words into a shell', () => {
    expect(Object.keys(workflow.on)).not.toEqual(expect.arrayContaining(['pull_request_target']));
    expect(Object.keys(workflow.on)).not.toEqual(expect.arrayContaining(['workflow_run']));
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });

  it('leaves no token behind for later steps, and stores no key of AWS', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const checkout of checkouts) expect(checkout.with).toMatchObject({ 'persist-credentials': false });
    expect(text).not.toContain('secrets.');
  });

  it('fails where any part of a pipe does', () => {
    const piped = steps.filter(({ run = '' }) => /(?<!\|)\|(?!\|)/.test(run));
    for (const { run, shell } of piped) expect({ run, shell }).toEqual({ run, shell: 'bash' });
  });

  it('runs scripts that there are', () => {
    const named = steps.flatMap(({ run = '' }) => [...run.matchAll(/npm run (?:--silent )?([\w:-]+)/g)]);
    for (const [, name = ''] of named) expect(Object.keys(scripts)).toContain(name);
  });
});

it('there are workflows that check, that deploy and that try a deployment', () => {
  expect(files.toSorted()).toEqual(['account.yml', 'check.yml', 'deploy.yml', 'nightly.yml']);
});

const stepsOf = (file: string) =>
  Object.values(workflowSchema.parse(parse(readFileSync(join(folder, file), 'utf8'))).jobs).flatMap(
    ({ steps }) => steps,
  );

it('what the gate leaves out is run by one of them', () => {
  const runs = files.flatMap(stepsOf).map(({ run = '' }) => run);
  for (const script of ['test:deploy:life', 'lint:templates', 'test:account'])
    expect(runs.filter((run) => run.includes(`npm run --silent ${script}`))).toHaveLength(1);
});

it.each(['check.yml', 'nightly.yml'])('%s fails where a suite was skipped', (file) => {
  const { run = '' } = stepsOf(file).find(({ name }) => name === 'Nothing was skipped') ?? {};
  const [, output = ''] = /tail -n 1 (\S+) /.exec(run) ?? [];
  const written = stepsOf(file).filter((step) => step.run?.endsWith(`| tee ${output}`));
  expect(written).toHaveLength(1);
  const statusAfter = (text: string): number | null => {
    const directory = temporaryDirectory('workflow-');
    writeFileSync(join(directory, output), text);
    return spawnSync('bash', ['-eo', 'pipefail', '-c', run], { cwd: directory }).status;
  };
  expect(statusAfter('== deploy\n41 passed, 0 failed, 0 skipped\n')).toBe(0);
  expect(statusAfter('== deploy\n41 passed, 0 failed, 12 skipped\n')).toBe(1);
  expect(statusAfter('41 passed, 1 failed, 0 skipped\n')).toBe(1);
  expect(statusAfter('')).toBe(1);
});
