import { blocksOf, runbookPages, runPage, type Prints } from '../../support/runbook-pages';
import { temporaryDirectory } from '../../support/temporary-directory';

/** What the commands of a page print, where its blocks read more of it than a word. A page needs nothing else: it sets its variables itself. */
const printed: Readonly<Record<string, Prints>> = {
  'docs/runbooks/events-undelivered.md': { 'aws kms get-key-policy': '{"Sid":"DeliverEvents"}' },
  'docs/runbooks/pushes-not-applied.md': { 'npx gateway pushes list': 'now  push_1  1×  contradicts' },
  'docs/operating.md': {
    curl: '{"access_token":"token"}',
    'aws cloudformation describe-stack-resources':
      '{"StackResources":[{"ResourceType":"AWS::DynamoDB::Table","LogicalResourceId":"Table","PhysicalResourceId":"t"}]}',
  },
};

const inFolder = (page: string, prints = printed[page] ?? {}) => runPage(page, temporaryDirectory('runbook-'), prints);

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
});

it.each(Object.keys(printed))('%s does not run where its commands print nothing of use', async (page) => {
  expect((await inFolder(page, {})).code).toBe(1);
});

it('every page has blocks, and every block is run: nothing is marked', () => {
  const marked = runbookPages.flatMap((page) => blocksOf(page).filter(({ notRun }) => notRun !== undefined));
  expect(marked).toEqual([]);
  expect(runbookPages.every((page) => blocksOf(page).length > 0)).toBe(true);
});

it('what commands print is said of pages that there are', () => {
  expect(Object.keys(printed).filter((page) => !runbookPages.includes(page))).toEqual([]);
});
