import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { run } from '../../../tools/operator/command-line';
import { groups } from '../../../tools/operator/groups';
import { operated } from '../../support/operated';
import { temporaryDirectory } from '../../support/temporary-directory';

const stated = '--environment uat --region us-east-1 --provider 10067=ordering-alliance,mobility';

const empty = async () => {
  const tenants = temporaryDirectory('tenants-');
  const { gateway } = await operated();
  const init = (line: string) => gateway(`tenant init --tenants ${tenants} ${line}`);
  return { tenants, gateway, init };
};

it('writes a file that the check takes, and says what comes next', async () => {
  const { tenants, gateway, init } = await empty();
  const { out, exitCode } = await init(`--tenant acme ${stated} --contact ops@example.com --email a@example.com`);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/tenant check[^]*npx cdk bootstrap -c tenant=acme [^]*npx cdk deploy --all -c tenant=acme\n/);
  expect(out).toContain('npx gateway credentials set --tenant acme --provider 10067 --family mobility');
  expect(JSON.parse(readFileSync(join(tenants, 'acme.json'), 'utf8'))).toEqual({
    ...{ tenant: 'acme', environment: 'uat', region: 'us-east-1', contact: 'ops@example.com' },
    solutionProviders: [{ id: '10067', families: ['ordering-alliance', 'mobility'] }],
    alarms: { emails: ['a@example.com'] },
  });
  expect((await gateway(`tenant check --tenant acme --tenants ${tenants}`)).out).toMatch(
    /^Tenant acme, talking to AT&T uat/,
  );
});

it.each(['acme.json', 'acme.ts'])('refuses to write over %s', async (file) => {
  const { tenants, init } = await empty();
  writeFileSync(join(tenants, file), 'as it was');
  expect(await init(`--tenant acme ${stated}`)).toMatchObject({
    ...{ exitCode: 1, err: expect.stringContaining(`${file} is there already. Nothing was written.`) },
  });
  expect(readFileSync(join(tenants, file), 'utf8')).toBe('as it was');
});

it.each([
  ['a name that AWS would refuse', `--tenant aws-gateway ${stated}`, 1, 'must not contain `aws`'],
  ['a family there is none of', '--tenant acme -e uat -r us-east-1 -p 1=mobile', 1, 'families'],
  ['a region that is none', '--tenant acme -e uat -r here -p 1=mobility', 1, 'must be an AWS region'],
  ['a provider without families', '--tenant acme -e uat -r us-east-1 -p 1', 2, '<id>=<family>'],
  ['nobody to ask', '--tenant acme -e uat', 1, 'Nobody is there to ask: state --region'],
])('writes nothing of %s', async (_, line, exitCode, err) => {
  const { tenants, init } = await empty();
  expect(await init(line)).toMatchObject({ exitCode, err: expect.stringContaining(err) });
  expect(readdirSync(tenants)).toEqual([]);
});

it('writes nothing in a dry run', async () => {
  const { tenants, init } = await empty();
  expect((await init(`--tenant acme ${stated} --dry-run`)).out).toContain('"environment": "uat"');
  expect(readdirSync(tenants)).toEqual([]);
});

it('asks a person for what is not stated', async () => {
  const { tenants } = await empty();
  const answers: Record<string, string> = { environment: 'production', region: 'us-west-2', Provider: 'A-1=mobility ' };
  const asked: string[] = [];
  const ask = (question: string): Promise<string> => {
    asked.push(question);
    return Promise.resolve(Object.entries(answers).find(([word]) => question.includes(word))?.[1] ?? '');
  };
  const stdin = Object.assign(Readable.from([]), { isTTY: true });
  const input = { stdin, ask, prompt: () => Promise.reject(new Error('it is no secret')) };
  const line = ['tenant', 'init', '--tenant', 'acme', '--tenants', tenants];
  const { exitCode } = await run(groups(input), line, { tenants, awsIn: () => ({}) as never });
  expect([exitCode, asked.length]).toEqual([0, 3]);
  expect(JSON.parse(readFileSync(join(tenants, 'acme.json'), 'utf8'))).toMatchObject({
    ...{ environment: 'production', region: 'us-west-2', solutionProviders: [{ id: 'A-1', families: ['mobility'] }] },
  });
});
