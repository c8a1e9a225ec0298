import '../../support/function-environment';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTenant } from '../../../lib/config/load-tenant';
import { check } from '../../../tools/contract/check/check';
import { reportOf } from '../../../tools/contract/check/report';
import { run } from '../../../tools/contract/commands';
import { proposalFrom } from '../../../tools/contract/import/import-statement';
import { base, faultText, named, orderText, takenText, written } from '../../support/contract-documents';
import { temporaryDirectory } from '../../support/temporary-directory';

const pairs = `[
  {"name":"taken","means":"done","request":{"method":"POST","path":"/lnp/v7/orders","headers":{"X-App-Id":"a","X-App-Key":"b"},"body":${orderText}},"answer":{"status":200,"body":${takenText}}},
  {"name":"fault","means":"refused","request":{"method":"POST","path":"/lnp/v7/orders","headers":{},"body":${orderText}},"answer":{"status":200,"body":${faultText}}}
]`;

const orderSchema = {
  type: 'object',
  required: ['order'],
  properties: {
    order: { $ref: '#/components/schemas/Order' },
    losingCarrier: { type: 'object', properties: { passcode: { type: 'string', nullable: true } } },
  },
};
const openApi = `{"openapi":"3.0.3","servers":[{"url":"${base}/"}],
  "components":{"schemas":{"Order":{"type":"object","properties":{"ctn":{"type":"string"},"desiredDue":{"type":"string"}}}},
    "securitySchemes":{"id":{"type":"apiKey","in":"header","name":"X-App-Id"},"key":{"type":"apiKey","in":"header","name":"X-App-Key"}}},
  "paths":{"/lnp/v7/orders":{"post":{"summary":"Port order","requestBody":{"content":{"application/json":{"schema":${JSON.stringify(orderSchema)},"example":${orderText}}}},
    "responses":{"200":{"content":{"application/json":{"examples":{"taken":{"value":${takenText}},"fault":{"value":${faultText}}}}}}}}},
   "/lnp/v7/orders/{orderNo}":{"get":{"summary":"One order","responses":{}}}}}`;

const postman = JSON.stringify({
  info: { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  variable: [{ key: 'host', value: 'https://api.tincan.example' }],
  item: [
    {
      name: 'Ports',
      item: [
        {
          name: 'Port order',
          request: {
            method: 'POST',
            header: [
              { key: 'X-App-Id', value: 'a' },
              { key: 'X-App-Key', value: 'b' },
            ],
            url: { raw: '{{host}}/tincan/mobility/lnp/v7/orders' },
            body: { mode: 'raw', raw: orderText },
          },
          response: [
            { name: 'taken', code: 200, body: takenText },
            { name: 'fault', code: 200, body: faultText },
          ],
        },
      ],
    },
  ],
});

const portIn = named('request-port-in');

const marks = { done: ['taken'], refused: ['fault'] };
it.each([
  ['samples', pairs, {}, '/lnp/v7/orders', undefined],
  [
    'an OpenAPI document',
    openApi,
    { at: 'POST /lnp/v7/orders', done: ['200 taken'], refused: ['200 fault'] },
    '/lnp/v7/orders',
    base,
  ],
  ['a Postman collection', postman, marks, '/tincan/mobility/lnp/v7/orders', 'https://api.tincan.example'],
])('a port-in is proposed from %s', (_, content, options, path, baseUrl) => {
  const { statement, questions, notes } = proposalFrom(written(content), portIn, options);
  expect(statement).toMatchObject({
    ...(baseUrl !== undefined && { baseUrl }),
    credentialHeaders: { clientId: 'X-App-Id', clientSecret: 'X-App-Key' },
    path,
    request: {
      members: { '/subscriberNumber': '/order/ctn', '/requestedStartDate': '/order/desiredDue' },
    },
    answer: {
      members: { '/id': '/order/orderNo', '/state': { at: '/order/status' } },
      done: [{ '/result': ['OK'] }],
      refused: [{ '/Fault': true }],
      errors: [{ code: '/Fault/faultcode', message: '/Fault/faultstring' }],
    },
  });
  const text = JSON.stringify(statement);
  expect(text).toContain('"orderNo":770000010000000020');
  expect(text).toMatch(/"secretMembers":\[[^\]]*"\/losingCarrier\/passcode"/);
  expect(text).not.toMatch(/900012345|482913/);
  expect(notes.join()).toMatch(/made-up values .* at \/losingCarrier\/acct, \/losingCarrier\/passcode/);
  expect(questions.join('\n')).toMatch(/what is `SUBMITTED`, and every other word/);
});

it('the schema of an OpenAPI document is whole', () => {
  const options = { at: 'POST /lnp/v7/orders' };
  const shown = openApi.replace('"passcode":{"type":"string"', '"passcode":{"example":"482913","type":"string"');
  expect(shown).not.toBe(openApi);
  const { statement } = proposalFrom(written(shown), portIn, options);
  expect(JSON.stringify(statement)).not.toContain('482913');
  expect(statement['request']).toMatchObject({
    schema: {
      required: ['order'],
      properties: {
        order: { properties: { ctn: { type: 'string' } } },
        losingCarrier: { properties: { passcode: { type: ['string', 'null'] } } },
      },
    },
  });
});

it('a Swagger 2 document has its address and its body in other places', () => {
  const swagger = JSON.stringify({
    swagger: '2.0',
    host: 'api.tincan.example',
    basePath: '/tincan/mobility',
    definitions: { Order: { type: 'object', properties: { ctn: { type: 'string' }, due: { type: 'string' } } } },
    paths: {
      '/orders': {
        post: {
          parameters: [{ in: 'body', name: 'order', schema: { $ref: '#/definitions/Order' } }],
          responses: {
            400: { description: 'Refused.', examples: { 'application/json': { error: { code: 1, message: 'No.' } } } },
          },
        },
      },
    },
  });
  const { statement, questions } = proposalFrom(written(swagger), portIn, {});
  expect(statement).toMatchObject({
    ...{ baseUrl: base, path: '/orders' },
    request: { members: { '/subscriberNumber': '/ctn' }, schema: { properties: { ctn: { type: 'string' } } } },
    samples: [{ answer: { status: 400 }, means: 'refused' }],
  });
  expect(questions.join()).toContain('which answer means done?');
});

it('what cannot be told stays unstated and is asked', () => {
  const unmarked = pairs
    .replaceAll(/"means":"\w+",/g, '')
    .replace('"ctn":"+12125550120","ban"', '"ctn":"+12125550120","msisdn":"2125550121","ban"');
  const { statement, questions } = proposalFrom(written(unmarked), portIn, {});
  expect(statement).not.toHaveProperty('answer');
  expect(statement).not.toHaveProperty('samples');
  expect(statement).not.toHaveProperty(['request', 'members', '/subscriberNumber']);
  const asked = questions.join('\n');
  expect(asked).toContain("request.members['/subscriberNumber']: which of /order/ctn, /order/msisdn is it, if any?");
  expect(asked).toContain('baseUrl: at which https address');
  expect(asked).toContain('which answer means done? Say so with --done');
  expect(asked).toContain('sample “taken” is left out');
});

it('two members of the gateway’s are not stated at one place', () => {
  const change = `{"name":"one","means":"done","request":{"method":"PUT","path":"/lines/2125550103/state","body":{}},"answer":{"status":200,"body":{"result":"OK","line":{"ctn":"+12125550103","state":"BARRED"}}}}`;
  const { statement } = proposalFrom(written(change), named('suspend-subscriber'), {});
  expect(statement['answer']).toMatchObject({ members: { '/subscriberNumber': '/line/ctn' } });
  expect(JSON.stringify(statement['answer'])).not.toContain('/line/state');
});

it('the parameter of a path is the operation’s', () => {
  const read = `{"name":"one","means":"done","request":{"method":"GET","path":"/lnp/v7/orders/770000010000000022"},"answer":{"status":200,"body":{"order":{"orderNo":770000010000000022,"status":"DONE"}}}}`;
  const { statement } = proposalFrom(written(read), named('get-port-in'), {});
  expect(statement).toMatchObject({
    path: '/lnp/v7/orders/{portInId}',
    samples: [{ path: { portInId: '770000010000000022' } }],
  });
});

it.each([
  [
    'several calls',
    openApi,
    {},
    /Say which of these is request-port-in:\n {2}--at "POST \/lnp\/v7\/orders" {2}Port order/,
  ],
  ['an unknown call', openApi, { at: 'POST /x' }, /Say which/],
  ['an unknown sample', pairs, { done: ['x'] }, /There is no sample “x”\. There are: “taken”, “fault”/],
  ['no calls', '{"openapi":"3.1.0"}', {}, /describes no call/],
  ['no document', '<html>', {}, /is no OpenAPI, Swagger or RAML document/],
  ['broken JSON', '{"openapi":', {}, /cannot be read as JSON/],
  ['broken YAML', 'openapi: [3', {}, /cannot be read as YAML/],
  ['several files', '#%RAML 1.0\ntypes: !include types.raml\n', {}, /export it as one file/],
  ['no pairs', '[{"request":{}}]', {}, /no pair of `request` and `answer`: 0\.answer/],
])('a file of %s is refused with what to do', (_, content, options, mistake) => {
  expect(() => proposalFrom(written(content), portIn, options)).toThrow(mistake);
});

it('is written once, and what is written is proven once its questions are answered', async () => {
  const tenants = temporaryDirectory('tenants-');
  const tincan = join(__dirname, '..', '..', 'integration', 'tenants', 'tincan.json');
  writeFileSync(join(tenants, 'tincan.json'), readFileSync(tincan));
  const args = ['import', written(postman), '--operation', 'request-port-in', '--done', 'taken', '--refused', 'fault'];
  const writing = [...args, '--tenant', 'tincan', '--tenants', tenants, '--write'];
  expect((await run(args)).text).toContain('Nothing is written.');
  expect((await run(writing)).text).toContain('Written: ');
  const file = join(tenants, 'tincan', 'contract', 'request-port-in.json');
  expect(existsSync(file)).toBe(true);
  await expect((async () => run(writing))()).rejects.toThrow(/--force/);
  expect((await run([...writing, '--force'])).text).toContain('Written: ');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"words": {}', '"words": {"SUBMITTED": "acknowledged"}'));
  const [checked] = await check(await loadTenant('tincan', tenants), tenants, 'request-port-in');
  expect(reportOf(checked!)).toMatch(
    /^request-port-in: 2 samples, sent as stated, done\/refused told apart, followed by its id 770000010000000020/,
  );
});
