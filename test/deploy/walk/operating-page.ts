import assert from 'node:assert/strict';
import { blocksOf } from '../../support/runbook-pages';
import { demoCredentials } from '../../../tools/simulator/credentials';
import type { Walker } from './walk';

export const page = 'docs/operating.md';
const runbook = (name: string): string => `docs/runbooks/${name}.md`;
const [solutionProvider, family, number] = ['A-06399x', 'mobility', '2125550188'] as const;
/** As the page has AT&T announce it. */
const newPair = { clientId: 'new-client', clientSecret: 'new-secret' };

/** One block of the page, in its order: how it is gone through, or why it is not. */
interface Visit {
  /** What stands in it. */
  having: string;
  walk?: (walker: Walker) => Promise<void>;
  leftOut?: string;
}

const byLife = '`npm run test:deploy:life` runs it: it deploys the tenant anew, which takes minutes';
const awsCommandLine = 'it is AWS’s command line alone, as in the runbooks further down';

/** Where the deployment is, and who calls, as commands before have said. */
const told: { apiUrl?: string; tokenUrl?: string; client?: string; secret?: string } = {};

const found = (pattern: RegExp, text: string): string => {
  const [, one] = pattern.exec(text) ?? [];
  assert.ok(one !== undefined, `There is no ${pattern.source}:\n${text}`);
  return one;
};

const deployed = async ({ block, heading }: Walker): Promise<void> => {
  heading('From an empty account to a partner that calls');
  const stated = `--environment uat --region us-east-1 --provider ${solutionProvider}=${family}`;
  const answer = await block(page, 'npx gateway tenant init', {
    typing: { 'npx gateway tenant init': { also: stated, has: /Written: / } },
  });
  told.apiUrl = found(/\.ApiUrl = (\S+)/, answer);
  told.tokenUrl = found(/\.TokenUrl = (\S+)/, answer);
};

const letIn = async ({ block }: Walker): Promise<void> => {
  const pair = JSON.stringify(demoCredentials(family, solutionProvider));
  const answer = await block(page, 'npx gateway client create', {
    typing: { 'npx gateway credentials set': { input: pair, has: /Stored/ } },
  });
  told.client = found(/^(\S+) {2}.*\n.*shown this once/m, answer);
  told.secret = found(/shown this once: (\S+)/, answer);
};

const called = async ({ block, reached }: Walker): Promise<void> => {
  const { apiUrl = '', tokenUrl = '', client = '', secret = '' } = told;
  await block(page, '/v1/tracking/port-ins"', {
    fill: { API_URL: apiUrl, TOKEN_URL: tokenUrl, CLIENT: client, CLIENT_SECRET: secret },
    typing: { 'curl -sS -i': { has: /^HTTP\/\S+ 200[^]*"portIns"/ } },
  });
  reached('a working call');
};

const cured = async ({ block, type, heading, reached }: Walker): Promise<void> => {
  heading('A port-in gets stuck');
  const stuck = await block(page, '"kind":"reset-after"', {
    typing: {
      'curl -sS "$API_URL': { has: /"requestId"/ },
      'npx gateway stuck': { code: 3, has: /npx gateway reconcile/ },
    },
  });
  await type(found(/^ *(npx gateway reconcile .*)$/m, stuck), { has: /succeeded: 1/ });
  await type('npx gateway stuck --tenant "$TENANT"', { has: /Nothing needs a person/ });
  reached('a cured stuck port');
};

const rotated = async ({ block, reached, heading }: Walker): Promise<void> => {
  heading('AT&T announces a new pair');
  await block(page, '/__sim/credentials');
  await block(runbook('credentials-refused'), 'npx gateway credentials rotate', {
    typing: { 'npx gateway credentials rotate': { input: JSON.stringify(newPair), has: /AT&T takes it/ } },
  });
  reached('a rotated credential');
};

const erased = async ({ block, type, until, heading, reached }: Walker): Promise<void> => {
  heading('Its customer is erased');
  await block(page, '"advance":"P5D"');
  await block(runbook('erase-a-customer'), 'NUMBER=', { fill: { TENANT: 'acme', NUMBER: number } });
  // As the page says: until AT&T has done it, and its poller has ended.
  await until('npx gateway erase --tenant "$TENANT" --number "$NUMBER" --dry-run', /^(?![^]*It would be refused)/);
  await block(runbook('erase-a-customer'), 'npx gateway erase --tenant "$TENANT" --number "$NUMBER"\n', {
    typing: { 'npx gateway erase': { has: /port-in/ } },
  });
  await block(runbook('erase-a-customer'), 'npx gateway audit verify');
  await type(`npx gateway find ${number} --tenant "$TENANT"`, { code: 3 });
  reached('an erased customer');
};

const askedAbout = async ({ block, heading }: Walker): Promise<void> => {
  heading('Ask AT&T about a case, and see how things stand');
  // The only port-in there was is erased.
  await block(page, 'npx gateway bundle', {
    fill: { PORT: number },
    typing: { 'npx gateway bundle': { code: 1 } },
  });
};

const asItStands =
  (having: string, title: string) =>
  async ({ block, heading }: Walker): Promise<void> => {
    heading(title);
    await block(page, having);
  };

const plainly = (having: string, title: string): Visit => ({ having, walk: asItStands(having, title) });

/** Every block of the page. */
export const visits: readonly Visit[] = [
  {
    having: 'TENANT=acme',
    walk: async ({ block, type }) => {
      await block(page, 'TENANT=acme');
      await type('. .local/emulator.sh');
    },
  },
  { having: 'npx gateway tenant init', walk: deployed },
  { having: 'npx gateway client create', walk: letIn },
  { having: '/v1/tracking/port-ins"', walk: called },
  { having: 'npx gateway credentials set --tenant "$TENANT" --provider 10067', leftOut: byLife },
  plainly('npx gateway status', 'What comes up'),
  { having: '"kind":"reset-after"', walk: cured },
  { having: '/__sim/credentials', walk: rotated },
  { having: '"advance":"P5D"', walk: erased },
  plainly('npx gateway sp disable', 'Stop a Solution Provider'),
  { having: 'npx gateway bundle', walk: askedAbout },
  { having: 'aws iam get-account-summary', leftOut: `limits of a real account; ${awsCommandLine}` },
  { having: 'npx gateway sp remove', leftOut: byLife },
  { having: 'npx gateway credentials remove', leftOut: byLife },
  { having: 'npx gateway credentials restore', leftOut: byLife },
  plainly('--since 2026-01-01', 'Who did what'),
  plainly('npx gateway retention apply', 'How long things are kept'),
  { having: 'aws cloudformation describe-stack-resources', leftOut: `${byLife}; ${awsCommandLine}` },
  { having: 'aws cloudformation update-termination-protection', leftOut: `${byLife}; ${awsCommandLine}` },
  { having: '> left.json', leftOut: byLife },
  { having: 'npx cdk import -c tenant="$TENANT" "$DATA" --resource-mapping left.json', leftOut: byLife },
  { having: 'audit-since.txt', leftOut: byLife },
  { having: 'aws dynamodb restore-table-to-point-in-time', leftOut: `${byLife}; ${awsCommandLine}` },
  { having: 'exchanged.json', leftOut: byLife },
  { having: 'npx gateway requests carry-over', leftOut: byLife },
  { having: 'npx gateway drift run', leftOut: 'of a restored table, which there is none of' },
];

/** @throws where the page has another block than is thought of here */
export const requireWhole = (): void => {
  const scripts = blocksOf(page).map(({ script }) => script);
  assert.equal(
    scripts.length,
    visits.length,
    `${page} has ${scripts.length} blocks, and ${visits.length} are thought of.`,
  );
  for (const [at, { having }] of visits.entries())
    assert.ok(scripts[at]?.includes(having), `Block ${at + 1} of ${page} has no ${having}:\n${scripts[at]}`);
};
