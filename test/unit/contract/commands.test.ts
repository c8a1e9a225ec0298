import '../../support/function-environment';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '#operations/registry';
import { run } from '../../../tools/contract/commands';

const tenants = join(__dirname, '..', '..', 'integration', 'tenants');

const stated = readdirSync(join(tenants, 'tincan', 'contract')).map((file) => file.replace('.json', ''));

it('check proves every operation of a tenant and fails for none', async () => {
  const { text, exitCode } = await run(['check', '--tenant', 'tincan', '--tenants', tenants]);
  expect(exitCode).toBe(0);
  const lines = text.split('\n');
  const proven = lines.flatMap((line) => /^(\S+): \d samples, sent as stated, done\/refused/.exec(line)?.[1] ?? []);
  expect(proven.toSorted()).toEqual(stated.toSorted());
  const pushed = lines.filter((line) => /^ {2}push: \d samples?, understood/.test(line));
  expect(pushed).toHaveLength(3);
  expect(lines.filter((line) => /^ {2}(?:not proven|wrong)/.test(line))).toEqual([]);
});

it.each(['--help', '-h', 'help'])('%s shows what there is', async (word) => {
  expect(await run([word])).toEqual({ text: expect.stringMatching(/^npm run contract -- needs[^]*-- check/) });
});

it('needs says what is needed and what for, and shows the example', async () => {
  const { text } = await run(['needs', 'request-port-in']);
  expect(text).toContain("  request.members['/subscriberNumber']: calls are told apart by it");
  expect(text).toContain("  answer.members['/id']: the id AT&T gives what the call makes");
  expect(text).toContain("  answer.members['/state']: AT&T’s word for how it stands");
  expect(text).toContain('  path: must be stated');
  expect(text).toContain('"oldServiceProvider"');
});

it.each(operations.map(({ id }) => id))('needs knows %s', async (id) => {
  expect((await run(['needs', id])).text).toContain(`${id}: `);
});

it.each([
  [[], /There is no command ``\. Write one of:\nnpm run contract -- needs/],
  [['needs'], /There is no operation ``\. There are: /],
  [['needs', 'request-portin'], /Did you mean `request-port-in`\?/],
  [['check'], /Say which with --tenant/],
  [['check', '--tenant', 'nobody', '--tenants', tenants], /There is no tenant `nobody`\. There are: /],
  [['check', '--stage', 'uat'], /Unknown option '--stage'/],
])('%j is refused with what to do', async (args, mistake) => {
  await expect((async () => run(args))()).rejects.toThrow(mistake);
});
