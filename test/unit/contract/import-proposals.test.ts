import '../../support/function-environment';
import type { OperationId } from '#operations/registry';
import { proposalFrom, type ImportOptions } from '../../../tools/contract/import/import-statement';
import { named, written } from '../../support/contract-documents';

describe('of what samples show', () => {
  const sample = (call: string, body: object | undefined, answer: unknown, name = 'one') => {
    const [method = '', path = ''] = call.split(' ');
    return {
      name,
      means: 'done',
      request: { method, path, ...(body && { body }) },
      answer: { status: 200, body: answer },
    };
  };
  const proposed = (id: OperationId, ...samples: object[]) => proposedBy({}, id, ...samples);
  const proposedBy = (options: ImportOptions, id: OperationId, ...samples: object[]) =>
    proposalFrom(written(JSON.stringify(samples)), named(id), options);
  const each = { '/subscriberNumber': '/ctn', '/status': '/state', '/device/imei': '/equipment/imei' };
  const line = { ctn: '+12125550103', state: 'WORKING', equipment: { imei: '352099000002031' } };

  it.each([
    ['is a list', { page: { of: 1 }, entry: [line, { ...line, ctn: '+12125550104' }] }, '/entry'],
    ['has one element and no brackets', { result: 'OK', entry: line }, '/entry'],
    ['is deeper down', { response: { data: { entry: [line] } } }, '/response/data/entry'],
  ])('what lines are is told where AT&T’s answer %s', (_, answer, at) => {
    const { statement } = proposed('get-line-details', sample('GET /lines/2125550103', undefined, answer));
    expect(statement['answer']).toMatchObject({ members: { '/lines': { at, each } } });
  });

  it('of two lists that fit alike neither is taken', () => {
    const answer = { old: [line], new: [{ ...line }] };
    const { statement } = proposed('get-line-details', sample('GET /lines/2125550103', undefined, answer));
    expect(statement['answer']).toMatchObject({ members: {} });
    expect(JSON.stringify(statement['answer'])).not.toContain('each');
  });

  it('the new number is not the one that was asked for', () => {
    const answer = { result: 'OK', line: { ctn: '+12125550199' }, was: { ctn: '+1 212-555-0103' } };
    const { statement } = proposed('change-number', sample('POST /lines/2125550103/number', { pick: 'ANY' }, answer));
    expect(statement).toMatchObject({ path: '/lines/{subscriberNumber}/number' });
    expect(statement['answer']).toMatchObject({ members: { '/newSubscriberNumber': '/line/ctn' } });
  });

  it('an id of the gateway’s path may be a member of AT&T’s body, or is asked for', () => {
    const answer = { result: 'OK', withdrawal: { outcome: 'ACCEPTED' } };
    const inBody = proposed('cancel-port-in', sample('POST /withdrawals', { portInId: 7700, why: 'Lost' }, answer));
    expect(inBody.statement).toMatchObject({ bodyMembers: { portInId: '{portInId}' } });
    const nowhere = proposed('cancel-port-in', sample('POST /withdrawals', { why: 'Lost' }, answer));
    expect(nowhere.statement).not.toHaveProperty('bodyMembers');
    expect(nowhere.questions).toContainEqual(expect.stringMatching(/where does AT&T take the portInId\?/));
  });

  it('a word that every call has is asked for, not taken for granted', () => {
    const answer = { result: 'OK', line: { state: 'BARRED' } };
    const body = { transition: 'BAR', why: 'Lost' };
    const { statement, questions } = proposed(
      'suspend-subscriber',
      sample('PUT /lines/2125550103/state', body, answer),
    );
    expect(statement).not.toHaveProperty('bodyMembers');
    expect(questions).toContainEqual(expect.stringContaining('state {"transition": "BAR"}'));
  });

  it('how many elements a call may have is asked for, with the list there is', () => {
    const body = { batch: { item: [{ ctn: '+12125550103', fixedIp: '203.0.113.7' }] } };
    const answer = { result: 'OK', batch: { batchNo: 77, status: 'RUNNING' } };
    const { questions } = proposed('provision-pdp', sample('POST /batches', body, answer));
    expect(questions.join()).toContain('e.g. {"at": "/batch/item", "by": "/ctn", "most": …}');
  });

  it('a sentence that is all of a read’s answer says that there is none', () => {
    const found = sample('GET /lines/2125550103', undefined, { entry: line }, 'found');
    const none = sample('GET /lines/2125550190', undefined, { message: 'No such line.' }, 'none');
    const { statement } = proposed('get-line-details', found, none);
    expect(statement['answer']).toMatchObject({
      noneFound: ['No such line.'],
      members: { '/lines': { at: '/entry' } },
    });
  });

  it('a read may have several addresses, each for calls by another key', () => {
    const calls = ['GET /lines/2125550103', 'GET /sims/89014103200000000103/line', 'GET /devices/352099000002031'];
    const samples = calls.map((call) => sample(call, undefined, { entry: line }, call));
    const also = ['GET /sims/{parameter1}/line', 'GET /devices/{parameter1}'];
    const { statement, questions } = proposedBy(
      { at: 'GET /lines/{parameter1}', also },
      'get-line-details',
      ...samples,
    );
    expect(statement).toMatchObject({
      path: '/lines/{subscriberNumber}',
      addresses: [
        { by: 'sim', path: '/sims/{sim}/line' },
        { by: 'imei', path: '/devices/{imei}' },
      ],
    });
    expect(questions.join()).not.toContain('addresses');
  });

  it('an address by nobody knows which key is asked for', () => {
    const samples = ['GET /lines/2125550103', 'GET /things/1234567'].map((call) =>
      sample(call, undefined, { entry: line }, call),
    );
    const options = { at: 'GET /lines/{parameter1}', also: ['GET /things/{parameter1}'] };
    const { statement, questions } = proposedBy(options, 'get-line-details', ...samples);
    expect(statement).not.toHaveProperty('addresses');
    expect(questions).toContainEqual(expect.stringMatching(/^addresses: by which of .*sim.* is GET \/things/));
  });

  it('what the gateway has words for is asked for word by word, and not taken for what every call has', () => {
    const body = { mode: 'EXACT', serviceZip: '10001' };
    const answer = { result: 'OK', line: { ctn: '+12125550199' } };
    const { statement, questions } = proposed('change-number', sample('POST /lines/2125550103/number', body, answer));
    expect(statement['request']).toMatchObject({ members: { '/mode': { at: '/mode', words: {} } } });
    expect(questions).toContain(
      "request.members['/mode'].words: what is each of `EXACT`? One of system-assigned, chosen-npa-nxx, vanity.",
    );
    expect(questions.join()).not.toContain('has every call of it');
    const own = proposed('change-number', sample('POST /lines/2125550103/number', { mode: 'vanity' }, answer));
    expect(own.statement['request']).toMatchObject({ members: { '/mode': '/mode' } });
    expect(own.questions.join()).not.toContain('.words');
  });
});

describe('of the parameters’ examples', () => {
  const header = (name: string) => ({ in: 'header', name, schema: { type: 'string' } });
  const ctn = { name: 'ctn', in: 'path', required: true, schema: { type: 'string' } };
  const shown = { ...ctn, example: '2125550103' };
  const inSchema = { ...ctn, schema: { type: 'string', examples: ['2125550103'] } };
  const openApi = (...parameters: object[]): string =>
    JSON.stringify({
      openapi: '3.1.0',
      servers: [{ url: 'https://api.tincan.example/v7' }],
      paths: {
        '/lines/{ctn}': {
          parameters: [header('X-App-Id'), header('X-App-Key')],
          get: {
            parameters,
            responses: { 200: { content: { 'application/json': { example: { line: { ctn: '2125550103' } } } } } },
          },
        },
      },
    });
  const raml = (example: string): string => `#%RAML 1.0
title: Tincan
baseUri: https://api.tincan.example/v7
/lines:
  /{ctn}:
    uriParameters: { ctn: { type: string${example} } }
    get:
      headers: { X-App-Id: string, X-App-Key: string }
      responses:
        200: { body: { application/json: { example: { line: { ctn: '2125550103' } } } } }
`;
  const samplesOf = (document: string): unknown =>
    proposalFrom(written(document), named('get-line-details'), { done: ['200 example'] }).statement['samples'];
  const url = 'https://api.tincan.example/v7/lines/2125550103';
  const sent = { method: 'GET', url, headers: ['X-App-Id', 'X-App-Key'] };

  it.each([
    ['an OpenAPI document', openApi(shown), sent],
    ['an OpenAPI document, in the schema', openApi(inSchema), sent],
    ['a RAML document', raml(", example: '2125550103'"), sent],
    [
      'an OpenAPI document with a query',
      openApi(
        shown,
        { name: 'view', in: 'query', required: true, example: 'whole' },
        { name: 'of', in: 'query', example: '1' },
      ),
      { ...sent, url: `${url}?view=whole` },
    ],
  ])('%s tells where a sample was sent', (_, document, expected) => {
    expect(samplesOf(document)).toMatchObject([{ query: { subscriberNumber: '2125550103' }, sent: expected }]);
  });

  it.each([
    ['a parameter of the path', openApi(ctn)],
    ['a parameter of a RAML path', raml('')],
    ['a required parameter of the query', openApi(shown, { name: 'view', in: 'query', required: true })],
  ])('without the example of %s nobody knows', (_, document) => {
    expect(samplesOf(document)).toMatchObject([{ means: 'done' }]);
    expect(JSON.stringify(samplesOf(document))).not.toContain('"sent"');
  });
});
