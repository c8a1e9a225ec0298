import '../../support/function-environment';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { operationById } from '#operations/registry';
import { loadTenant } from '../../../lib/config/load-tenant';
import { check } from '../../../tools/contract/check/check';
import { isContradicted, reportOf } from '../../../tools/contract/check/report';
import { verdictOf } from '../../../tools/contract/check/verdict';
import { boundBinding } from '../../support/operations';
import { temporaryDirectory } from '../../support/temporary-directory';

const tincan = join(__dirname, '..', '..', 'integration', 'tenants');

type Edit = readonly [from: string | RegExp, to: string];

/** The report on an operation, after its statement was edited. */
const reported = async (id: string, ...edits: Edit[]) => {
  const directory = temporaryDirectory('tenants-');
  cpSync(tincan, directory, { recursive: true });
  const file = join(directory, 'tincan', 'contract', `${id}.json`);
  const text = edits.reduce(
    (before, [from, to]) => {
      const after = before.replace(from, to);
      expect(after).not.toBe(before);
      return after;
    },
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, text);
  const [checked] = await check(await loadTenant('tincan', directory), directory, id);
  return { text: reportOf(checked!), isContradicted: isContradicted(checked!) };
};

it.each([
  [
    'request-port-in',
    'request-port-in: 4 samples, sent as stated, done/refused/unknown told apart, followed by its id 770000010000000020, 8 secret values not kept, polled to the end by get-port-in, a lost answer found out by list-port-ins',
  ],
  [
    'get-port-in',
    'get-port-in: 2 samples, sent as stated, done/refused told apart\n  push: 2 samples, understood, states confirmed, completed, one event each',
  ],
  [
    'get-service-activation',
    'get-service-activation: 2 samples, sent as stated, done/refused told apart\n  push: 1 sample, understood, state active, one event each',
  ],
  [
    'get-pdp-provisioning',
    'get-pdp-provisioning: 2 samples, sent as stated, done/refused told apart\n  push: 1 sample, understood, AT&T is asked at once',
  ],
  [
    'cancel-port-in',
    /^cancel-port-in: 2 samples, sent as stated, done\/refused told apart, confirmed by get-port-in, a lost answer found out by get-port-in$/,
  ],
  [
    'activate-service',
    /sent as stated, done\/refused told apart, followed by its id so0000000001, polled to the end by get-service-activation, a lost answer found out by list-service-activations$/,
  ],
  [
    'suspend-subscriber',
    /^suspend-subscriber: 2 samples, sent as stated, done\/refused told apart, a lost answer found out by get-line-details$/,
  ],
  ['create-billing-account', /^create-billing-account: 2 samples, sent as stated, done\/refused told apart$/],
])('%s is proven by its samples', async (id, line) => {
  const { text, isContradicted: isWrong } = await reported(id);
  expect([text, isWrong]).toEqual([typeof line === 'string' ? line : expect.stringMatching(line), false]);
});

it.each<[string, string, Edit, RegExp]>([
  ['another path', 'request-port-in', ['"path": "/lnp/v7/orders"', '"path": "/lnp/v8/orders"'], /correct `baseUrl` or/],
  ['another method', 'suspend-subscriber', ['"method": "PUT"', '"method": "POST"'], /sends POST: correct `method`/],
  ['another header', 'get-port-in', ['"clientId": "X-App-Id"', '"clientId": "X-Id"'], /header X-App-Id/],
  [
    'no success where there is one',
    'request-port-in',
    [/"\/result": \[\s*"OK"\s*\]/, '"/result": ["FINE"]'],
    /“taken” means done, .* for unknown/,
  ],
  [
    'an id in another place',
    'request-port-in',
    ['/order/orderNo', '/order/number'],
    /“taken” means done.*lead to every id/,
  ],
  ['nothing refused', 'request-port-in', [/"NOT_OK"/, '"NO"'], /“declined” means refused, .* for unknown/],
  [
    'a refusal that fits a success',
    'create-billing-account',
    ['"/Fault": true', '"/errorCode": true'],
    /“opened” means done, .* for unknown/,
  ],
  [
    'a number in another place',
    'request-port-in',
    ['"/order/ctn"', '"/order/msisdn"'],
    /is not sent: \/order\/msisdn is required/,
  ],
  [
    'a schema that takes no sample',
    'create-billing-account',
    [/"request": \{.*\},/, '"request": {"schema": {"required": ["market"]}},'],
    /“opened” is not sent: \/market is required/,
  ],
])('a statement with %s is contradicted', async (_, id, edit, line) => {
  const { text, isContradicted: isWrong } = await reported(id, edit);
  expect([text, isWrong]).toEqual([expect.stringMatching(line), true]);
});

it.each<[string, string, Edit, RegExp]>([
  [
    'an unknown word',
    'get-port-in',
    ['"FOC_RECEIVED": "confirmed",', ''],
    /not proven: the word `FOC_RECEIVED` of \/state/,
  ],
  ['a word of no state', 'get-port-in', ['"FOC_RECEIVED": "confirmed"', '"FOC_RECEIVED": "happy"'], /word `happy`/],
  ['no address', 'get-port-in', [/"sent": \{[^}]*\},/g, ''], /bodies sent as stated.*\n.*not proven: no sample says/],
  ['no samples', 'change-number', [/,\s*"samples": \[[^]*\]/, ''], /^change-number: no samples; nothing is proven$/],
  [
    'no messages',
    'get-service-activation',
    [/,\s*"samples": \[[^]*?\](?=\s*\},\s*"samples")/, ''],
    /\n {2}not proven: push: no samples; nothing is proven of messages$/,
  ],
  [
    'no refusal',
    'suspend-subscriber',
    ['"means": "refused"', '"means": "unknown"'],
    /not proven: no sample that means refused/,
  ],
])('what samples cannot prove is said: %s', async (_, id, edit, line) => {
  const { text } = await reported(id, edit);
  expect(text).toMatch(line);
});

it('a statement that is not whole is not bound, and says what is missing', async () => {
  const { text } = await reported('request-port-in', [/"\/id": "\/order\/orderNo",/, '']);
  expect(text).toBe("request-port-in: not bound; state answer.members['/id']");
});

it('an operation nothing is stated of says where to state it', async () => {
  const tenant = await loadTenant('tincan', tincan);
  await expect(check(tenant, tincan, 'change-features')).rejects.toThrow(
    /states nothing of change-features\. Write .*change-features\.json/,
  );
});

it('a secret that is kept in clear contradicts the statement', () => {
  const body = '{"order":{"ctn":"+12125550120"},"losingCarrier":{"passcode":"482913"}}';
  const text = '{"order":{"id":"1"}}';
  const verdict = verdictOf(
    operationById('request-port-in'),
    {},
    boundBinding(),
    { name: 'one', path: {}, query: {}, body, answer: { status: 200, text }, means: 'done', hasLostDigits: false },
    {
      outcome: 'done',
      sent: undefined,
      response: { statusCode: 200, body: text },
      kept: '["482913"]',
    },
  );
  expect(verdict.wrong).toEqual([
    'the value at /losingCarrier/passcode is stored in clear: state `/losingCarrier/passcode` in request.secretMembers',
  ]);
});

it('an id in a sample of the tenant’s own file may have lost digits', async () => {
  const directory = temporaryDirectory('tenants-');
  const read = (file: string): object => JSON.parse(readFileSync(join(tincan, file), 'utf8')) as object;
  const bindings = { 'request-port-in': read('tincan/contract/request-port-in.json') };
  writeFileSync(join(directory, 'tincan.json'), JSON.stringify({ ...read('tincan.json'), bindings }));
  const [checked] = await check(await loadTenant('tincan', directory), directory, 'request-port-in');
  expect(reportOf(checked!)).toContain('“taken” may have lost digits of its id 770000010000000000: state');
});

describe('what follows from a sample', () => {
  /** The report on an operation, after the statement of another was edited. */
  const after = async (id: string, other: string, edit: (text: string) => string | undefined) => {
    const directory = temporaryDirectory('tenants-');
    cpSync(tincan, directory, { recursive: true });
    const file = join(directory, 'tincan', 'contract', `${other}.json`);
    const edited = edit(readFileSync(file, 'utf8'));
    if (edited === undefined) rmSync(file);
    else writeFileSync(file, edited);
    const [checked] = await check(await loadTenant('tincan', directory), directory, id);
    return reportOf(checked!);
  };

  it.each<[string, string, string, (text: string) => string | undefined, RegExp]>([
    [
      'every answer of the read is taken for a refusal',
      'request-port-in',
      'get-port-in',
      (text) => text.replace('"/Fault": true', '"/order": true'),
      /not proven: that it comes to an end: 100 polls by get-port-in saw none; see its `answer.members`/,
    ],
    [
      'nobody can ask',
      'request-port-in',
      'get-port-in',
      () => undefined,
      /not proven: what becomes of it: get-port-in is not bound/,
    ],
    [
      'nothing the read answers is taken for done',
      'suspend-subscriber',
      'get-line-details',
      (text) => text.replace('"/Fault": true', '"/line": true'),
      /not proven: what becomes of it when its answer is lost: get-line-details gives no usable answer; see its `answer`/,
    ],
    [
      'the simulator has no such line',
      'suspend-subscriber',
      'suspend-subscriber',
      (text) => text.replaceAll('2125550103', '2125550190'),
      /not proven: what becomes of it when its answer is lost: get-line-details was asked: undecidable/,
    ],
  ])('is not proven where %s', async (_, id, other, edit, line) => {
    expect(await after(id, other, edit)).toMatch(line);
  });
});

describe('a message of AT&T’s', () => {
  it.each<[string, string, Edit, RegExp]>([
    [
      'of a wrong time',
      'get-port-in',
      ['"at": "/notification/since"', '"at": "/notification/when"'],
      /`push.at` leads to no time/,
    ],
    ['of another sort', 'get-port-in', ['"PORT_ORDER"]', '"PORTS"]'], /see that `push.when` fits it/],
    [
      'of a word nobody knows',
      'get-port-in',
      [/"DONE": "completed",(?![\s\S]*"DONE": "completed")/, ''],
      /its word stands for no state/,
    ],
    [
      'that means something else',
      'get-port-in',
      ['"state": "completed"', '"state": "failed"'],
      /means failed, the gateway takes it for completed/,
    ],
  ])('%s contradicts the statement', async (_, id, edit, line) => {
    const { text, isContradicted: isWrong } = await reported(id, edit);
    expect([text, isWrong]).toEqual([expect.stringMatching(line), true]);
  });
});
