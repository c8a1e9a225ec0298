import { tableName } from '../../tools/local/store';
import { openPage, type OpenPage } from '../support/operator-shell/runbook';
import { mayGo, nextOf, runbook } from '../support/operator-shell/walk';
import { workInFlight } from '../support/operator-shell/work-in-flight';
import { playedBlocks, whyPlayed } from '../support/operator-shell/played-blocks';
import {
  partner,
  solutionProvider,
  troubledGateway,
  until,
  type TroubledGateway,
} from '../support/operator-shell/troubled-gateway';
import { runbookPages } from '../support/runbook-pages';
import { portOrderOf } from '../support/tincan';
import { temporaryDirectory } from '../support/temporary-directory';

jest.setTimeout(240_000);

/** Somebody works through each page while the local runtime runs, and what the page promises is looked at. */
let troubled: TroubledGateway;
const pages = new Map<string, OpenPage>();
beforeAll(async () => {
  troubled = await troubledGateway(temporaryDirectory('troubled-'));
});
afterAll(async () => {
  await Promise.all([...pages.values()].map((page) => page.end()));
  await troubled.stop();
});

const open = (name: string, fill: Record<string, string> = {}, prints: Record<string, string> = {}): OpenPage => {
  const { host, gateway } = troubled;
  const page = openPage(name, {
    host,
    environment: gateway.operator,
    fill: { TENANT: 'tincan', ...fill },
    prints,
  });
  pages.set(name, page);
  return page;
};

const stranger = 'demo-no-grant';
const lines = '/v1/mobility/subscribers?fan=50000001';
const asked = async (client = partner) => (await troubled.call('GET', lines, undefined, client)).status;

it('outcomes-unknown: one is found out, of the other AT&T is asked, and what it says is stated', async () => {
  const { outcomeOf } = troubled;
  const [portIn, account] = [
    await troubled.lostPortIn('2125550150'),
    await troubled.lostAccount('Example Freight LLC'),
  ];
  const page = open(runbook('outcomes-unknown'), { SP: solutionProvider, REQUEST: portIn });
  await page.next();
  expect(await page.next({ fails: ['3 npx gateway stuck'] })).toMatch(new RegExp(`${portIn}[^]*${account}`));
  await nextOf(page, 2);
  expect([await outcomeOf(portIn), await outcomeOf(account)]).toEqual(['succeeded', 'unknown']);
  await page.fillIn('REQUEST', account);
  expect(await page.next()).toContain('would be not-applied');
  expect(await page.next()).toContain('Written: case-1/bundle.json');
  expect(await outcomeOf(account)).toBe('unknown');
  await page.next();
  expect(await outcomeOf(account)).toBe('not-applied');
});

it('authorizer-failing: a grant that nobody can read keeps its client out until it is granted anew', async () => {
  const { gateway } = troubled;
  await troubled.spoilGrant(stranger);
  expect(await asked(stranger)).toBe(503);
  const keys = new URL('/.well-known/jwks.json', gateway.tokenUrl).href;
  const page = open(
    runbook('authorizer-failing'),
    { SP: solutionProvider, CLIENT: stranger },
    {
      'aws lambda get-function-configuration --region us-east-1 --function-name att-tincan-authorizer --query Environment.Variables.JWKS_URI':
        keys,
    },
  );
  await nextOf(page, 2);
  expect(await page.next()).toContain('200');
  await page.next();
  expect(await page.next({ fails: ['1 npx gateway client show'] })).toContain('cannot be read');
  await page.next();
  expect(await asked(stranger)).toBe(200);
});

it('callers-refused: a client that is in somebody else’s hands may do nothing', async () => {
  const client = 'demo-read-only';
  const page = open(runbook('callers-refused'), { CLIENT: client });
  await nextOf(page, 2);
  expect(await page.next()).toMatch(new RegExp(`^${client} {2}${client} {2}ordering:read `, 'm'));
  expect(await page.next()).toMatch(/may do nothing[^]*has a second secret/);
  expect(await asked(client)).toBe(403);
});

it('grant-a-client: it may do what it is granted, then nothing, and a Solution Provider is served again', async () => {
  const client = 'demo-single';
  const page = open(runbook('grant-a-client'), { SP: solutionProvider, CLIENT: client });
  await page.next();
  expect(await page.next()).toMatch(/ordering:read ordering:write[^]*shown this once/);
  expect(await page.next()).toContain('ordering:read ordering:write');
  expect((await troubled.call('GET', lines, undefined, client)).json).toMatchObject({ code: 'scope-not-granted' });
  expect(await page.next()).toContain(`${client}  may do nothing`);
  expect(await page.next()).toMatch(/is disabled[^]*is enabled/);
  expect(await asked()).toBe(200);
  expect(await page.next()).toMatch(/has a second secret[^]*has one secret, the newer/);
});

it('sensitive-changes: the client is stopped, and what it did stands in the audit', async () => {
  const client = 'demo-limited';
  expect((await troubled.changeNumber('2125550103', client)).status).toBe(200);
  const page = open(runbook('sensitive-changes'), {
    SP: solutionProvider,
    CLIENT: client,
    SINCE: '2020-01-01T00:00:00Z',
  });
  await nextOf(page, 2);
  expect(await page.next()).toContain(`${client}  may do nothing`);
  expect(await page.next()).toMatch(new RegExp(`change-number[^]*${client}|${client}[^]*change-number`));
});

it('credentials-refused: the pair that AT&T takes is stored, changed for the next, and calls go on', async () => {
  const pairs = [1, 2].map((place) => ({ clientId: `new-client-${place}`, clientSecret: `new-secret-${place}` }));
  const { accept } = troubled;
  await accept(
    { clientId: `demo-mobility-${solutionProvider}`, clientSecret: `demo-secret-mobility-${solutionProvider}` },
    false,
  );
  expect(await asked()).toBe(502);
  const page = open(runbook('credentials-refused'), { SP: solutionProvider, CLIENT: partner });
  await nextOf(page, 3);
  expect(await page.next({ fails: ['3 npx gateway credentials verify'] })).toContain('AT&T refuses it');
  await page.next();
  await accept(pairs[0]!, true);
  expect(await page.next({ answers: typed(pairs[0]!) })).toContain('AT&T takes it');
  await until('the pair is used', async () => (await asked()) === 200);
  await accept(pairs[1]!, true);
  expect(await page.next({ answers: typed(pairs[1]!) })).toMatch(/AT&T takes it[^]*Stored/);
  await accept(pairs[0]!, false);
  await until('the next pair is used', async () => (await asked()) === 200);
  await page.next();
});
const typed = ({ clientId, clientSecret }: { clientId: string; clientSecret: string }) => ({
  id: clientId,
  secret: clientSecret,
});

workInFlight({ troubled: () => troubled, open });

it('operating.md: from no file of the tenant to a call, a cured stuck port-in, a rotated credential and an erased customer', async () => {
  const page = open('docs/operating.md', { TENANT: 'acme', PORT: '2125550188' }, deployed);
  const stated = { environment: 'uat', region: 'us-east-1', Provider: `${solutionProvider}=mobility` };
  await page.next();
  expect(await page.next({ answers: stated })).toMatch(/Written: [^]*Tenant acme, talking to AT&T uat/);
  const acme = await troubled.deployed('acme');
  await page.alsoRun(
    Object.entries(acme.operator)
      .map(([name, value]) => `export ${name}='${value}'`)
      .join('\n'),
  );
  const pair = { id: `demo-mobility-${solutionProvider}`, secret: `demo-secret-mobility-${solutionProvider}` };
  const granted = await page.next({ answers: pair });
  const [, CLIENT = '', CLIENT_SECRET = ''] = clientMade.exec(granted) ?? [];
  expect(granted).toMatch(new RegExp(`Stored[^]*AT&T takes them {2}clients .*\\b${CLIENT}\\b`));
  const call = { API_URL: acme.baseUrl, TOKEN_URL: acme.tokenUrl, CLIENT, CLIENT_SECRET };
  expect(await page.next({ fill: call })).toMatch(/^HTTP\/1.1 200 [^]*"portIns"/);
  const another = { id: 'demo-ordering-alliance-10067', secret: 'demo-secret-ordering-alliance-10067' };
  expect(await page.next({ answers: another })).toMatch(/states 10067[^]*Stored[^]*may do/);
  expect(await page.next()).toContain('Nothing needs a person.');

  const PORT_IN = JSON.stringify(portOrderOf('2125550188'));
  const stuck = await page.next({ fill: { SIMULATOR: acme.simulatorUrl, PORT_IN }, fails: ['3 npx gateway stuck'] });
  expect(await page.alsoRun(/npx gateway reconcile .*/.exec(stuck)![0])).toContain('succeeded: 1');
  await page.next();
  const whose = `--tenant acme --provider ${solutionProvider} --family mobility`;
  const next = { id: 'new-client', secret: 'new-secret' };
  expect(await page.alsoRun(`npx gateway credentials rotate ${whose}`, next)).toMatch(/AT&T takes it[^]*Stored/);
  await page.next();
  const ported = async () => (await page.alsoRun(`npx gateway find 2125550188 --tenant acme`)).includes('  completed');
  await until('the number is ported', ported);
  await until('its poller has ended', () => mayGo(page, '2125550188'));
  expect(await page.alsoRun('npx gateway erase --tenant acme --number 2125550188')).toContain('port-in');

  expect(await page.next()).toMatch(/is disabled[^]*is read-only[^]*is enabled/);
  await page.next({ fails: ['1 npx gateway bundle'] });
  await page.next();
  expect(await page.next()).toContain('states 10067 no more');
  expect(await page.next()).toContain('is removed');
  // Of this tenant no read of the family is bound.
  const unasked = ['3 npx gateway sp verify'];
  expect(await page.next({ fails: unasked })).toMatch(/states 10067[^]*is there again[^]*10067 {2}enabled/);
  expect(await page.next()).toMatch(/entries/);
  await nextOf(page, 8);
  // The table was not exchanged: it is the one in use.
  expect(await page.next({ fails: ['1 npx gateway requests carry-over'] })).toContain('is in use now');
  expect(await page.next()).toContain('0 differences');
});
const clientMade = /^(\w{26}) {2}mobility:read [^]*shown this once: (\S+)/m;
/** What is kept of stacks that are taken down, and what the table is called. */
const deployed = {
  'aws cloudformation describe-stacks': tableName,
  'aws cloudformation describe-stack-resources':
    '{"StackResources":[{"ResourceType":"AWS::DynamoDB::Table","LogicalResourceId":"Table","PhysicalResourceId":"t"}]}',
};

it('contract-drift: what the tenant’s file states is looked at, where it is corrected', async () => {
  const page = open(runbook('contract-drift'));
  await page.next();
  expect(await page.next()).toMatch(/alarms: none rings[^]*members stated by the tenant/);
  await page.next();
});

it('reserve-concurrency: what is stated is checked before it is deployed', async () => {
  const page = open(runbook('reserve-concurrency'));
  await nextOf(page, 2);
  expect(await page.next()).toContain('Tenant tincan');
  expect(await page.next()).toContain('alarms: none rings');
});

it('rotate-data-keys: a new key is used, those of before stay, and none is taken out too soon', async () => {
  const page = open(runbook('rotate-data-keys'));
  await page.next();
  expect(await page.next()).toContain('is in use, and 1 kept beside it');
  expect(await page.next({ fails: ['1 npx gateway keys forget'] })).toContain('are left until');
  expect(await page.next()).toMatch(/fingerprints {2}current \d{8}T\S+, before 1/);
  expect(await page.next({ fails: ['1 npx gateway keys recover'] })).toContain('is there');
  const nothingIsLost = ['1 npx gateway audit begin-anew', '1 npx gateway audit begin-anew'];
  expect(await page.next({ fails: nothingIsLost })).toContain('Every entry is signed with a key that is there');
  expect(await asked()).toBe(200);
});

it('every block of every page was run; what of it was played is written down, and why', () => {
  expect([...pages.keys()].toSorted()).toEqual(runbookPages.toSorted());
  for (const page of pages.values()) page.requireWhole();
  const played = [...pages].map(([name, page]) => [name, page.played()] as const);
  expect(Object.fromEntries(played.filter(([, blocks]) => Object.keys(blocks).length > 0))).toEqual(playedBlocks);
  const commands = new Set(Object.values(playedBlocks).flatMap((blocks) => Object.values(blocks).flat()));
  expect([...commands].toSorted()).toEqual(Object.keys(whyPlayed).toSorted());
});
