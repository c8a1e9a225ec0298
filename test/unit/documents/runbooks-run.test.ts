import { blocksOf, runbookPages, runPage, type SetUp } from '../../support/runbook-pages';
import { keySecret } from '../../support/data-keys';
import { temporaryDirectory } from '../../support/temporary-directory';

const base = { 'https://…': 'https://gateway.example.com/uat' };
const client = { TOKEN: 'token', SP: 'A-06399x' };
const execution = { 'arn:aws:states:…': 'arn:aws:states:us-east-1:000000000000:execution:att-example-x:y' };
/** Of a secret, as its list of versions shows them: the page says to read both off the command before. */
const versions = { EARLIER: 'version-1', CURRENT: 'version-2' };

/** What each page takes besides its blocks. A page that is not here takes nothing. */
const setUps: Readonly<Record<string, SetUp>> = {
  'docs/runbooks/authorizer-failing.md': { fill: { '<client id>': 'client-1' } },
  'docs/runbooks/bulk-writes-failing.md': { fill: execution, given: versions },
  'docs/runbooks/events-not-published.md': { fill: { '<Solution Provider>': 'A-06399x', '<quote id>': '0Q01' } },
  'docs/runbooks/events-undelivered.md': {
    fill: base,
    given: { ...client, ENDPOINT: 'we_1' },
    prints: { 'aws kms get-key-policy': '{"Sid":"DeliverEvents"}' },
  },
  'docs/runbooks/grant-a-client.md': { fill: { 'CLIENT=…': 'CLIENT=client-1' } },
  'docs/runbooks/items-overdue.md': { fill: base, given: { ...client, ID: 'PORT-1' } },
  'docs/runbooks/operation-failing.md': { fill: { '<last good tag>': 'v0.1.0' } },
  'docs/runbooks/outcomes-unknown.md': { fill: { ...base, 'req_…': 'req_1' }, given: { TOKEN: 'token' } },
  'docs/runbooks/pollers-failing.md': { fill: execution },
  'docs/runbooks/pushes-not-applied.md': { prints: { 'npx gateway pushes list': 'now  push_1  1×  contradicts' } },
  'docs/runbooks/reserve-concurrency.md': { given: { REGION: 'us-east-1' } },
  'docs/runbooks/rotate-data-keys.md': {
    given: versions,
    prints: { 'aws secretsmanager get-secret-value': keySecret() },
  },
  'docs/runbooks/sensitive-changes.md': {
    fill: base,
    given: { TOKEN: 'token', CLIENT: 'client-1', SINCE: '2026-11-05T00:00:00Z' },
  },
  'docs/operating.md': {
    prints: {
      'aws cloudformation describe-stack-resources':
        '{"StackResources":[{"ResourceType":"AWS::DynamoDB::Table","LogicalResourceId":"Table","PhysicalResourceId":"t"}]}',
    },
  },
};

const inFolder = (page: string, setUp = setUps[page] ?? {}) => runPage(page, temporaryDirectory('runbook-'), setUp);

describe.each(runbookPages)('%s', (page) => {
  it('is a program from its first block to its last: nothing is undefined, nothing fails', async () => {
    const { code, output, commands } = await inFolder(page);
    expect([code, code === 0 ? '' : output]).toEqual([0, '']);
    expect(commands.length).toBeGreaterThan(0);
  });

  it('leaves no blank unfilled in what it asks', async () => {
    const { commands } = await inFolder(page);
    expect(commands.filter((line) => /…|<[a-z ]+>/i.test(line))).toEqual([]);
  });

  const { given = {}, fill = {} } = setUps[page] ?? {};
  it('is given nothing that it says itself, or does not need', async () => {
    const text = blocksOf(page)
      .map(({ script }) => script)
      .join('\n');
    for (const blank of Object.keys(fill)) expect(text).toContain(blank);
    for (const name of Object.keys(given)) {
      const { [name]: _left, ...others } = given;
      const { code, output } = await inFolder(page, { ...setUps[page], given: others });
      expect([name, code, output]).toEqual([name, 1, expect.stringContaining(`${name}: unbound variable`)]);
    }
  });
});

it('every page has blocks, and every block is run: nothing is marked', () => {
  const marked = runbookPages.flatMap((page) => blocksOf(page).filter(({ notRun }) => notRun !== undefined));
  expect(marked).toEqual([]);
  expect(runbookPages.every((page) => blocksOf(page).length > 0)).toBe(true);
});

it('set-ups are of pages that there are', () => {
  expect(Object.keys(setUps).filter((page) => !runbookPages.includes(page))).toEqual([]);
});
