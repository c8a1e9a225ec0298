import '../../support/function-environment';
import type { OperationId } from '#operations/registry';
import { proposalFrom, type ImportOptions } from '../../../tools/contract/import/import-statement';
import { named, written } from '../../support/contract-documents';

const proposed = (id: OperationId, document: object, options: ImportOptions = {}) =>
  proposalFrom(written(JSON.stringify(document)), named(id), options);

const message = (status: string, since = '2026-11-05T09:00:00Z') => ({
  event: { type: 'PORT', updatedAt: since, order: { portInId: '7700000100', state: status, pin: '4829' } },
});

const callback = (body: object) => ({
  '{$request.body#/returnURL}': {
    post: { requestBody: { content: { 'application/json': { examples: { done: { value: body } } } } } },
  },
});

const openApi = (callbacks: object, webhooks: object = {}) => ({
  openapi: '3.1.0',
  servers: [{ url: 'https://api.example/m' }],
  webhooks,
  paths: {
    '/ports/{portInId}': {
      get: {
        parameters: [{ name: 'portInId', in: 'path' }],
        responses: {
          '200': { content: { 'application/json': { example: { id: '7700000100', state: 'completed' } } } },
        },
        callbacks,
      },
    },
  },
});

const expected = {
  when: { '/event/type': ['PORT'] },
  id: '/event/order/portInId',
  at: '/event/updatedAt',
  members: { '/state': '/event/order/state' },
};

it.each([
  ['samples of messages', [{ name: 'done', message: message('completed') }]],
  ['a callback', openApi({ told: callback(message('completed')) })],
  ['a webhook', openApi({}, { told: Object.values(callback(message('completed')))[0] })],
])('what AT&T pushes is proposed from %s, without its secrets', (_, document) => {
  const { statement } = proposed('get-port-in', document);
  expect(statement['push']).toMatchObject(expected);
  expect(JSON.stringify(statement['push'])).not.toContain('4829');
});

it('asks for what a message does not tell', () => {
  const { statement, questions } = proposed('get-port-in', [{ message: { portInId: '77', word: 'X' } }]);
  expect(statement['push']).toEqual({ id: '/portInId', samples: [expect.anything()] });
  expect(questions).toEqual([
    'push.at: where does a message say since when it is so?',
    expect.stringMatching(/^push\.members\['\/state'\]: which member is it\?/),
  ]);
});

it('asks what a word means that nobody knows', () => {
  const { questions } = proposed('get-port-in', [{ message: message('FOC_RECEIVED') }]);
  expect(questions).toEqual([expect.stringMatching(/^push\.members\['\/state'\]\.words: what is `FOC_RECEIVED`/)]);
});

it('takes none of several callbacks by itself', () => {
  const document = openApi({ told: callback(message('completed')), billed: callback({ bill: '1' }) });
  const { statement, questions } = proposed('get-port-in', document);
  expect(statement).not.toHaveProperty('push');
  expect(questions).toContainEqual('push: which of told, billed tells how it stands, if any? Say --push "told".');
  expect(proposed('get-port-in', document, { push: 'told' }).statement['push']).toMatchObject(expected);
  expect(() => proposed('get-port-in', document, { push: 'tolled' })).toThrow('There is no callback “tolled”');
});

it('proposes nothing for what follows nothing', () => {
  expect(proposed('request-port-in', [{ message: message('completed') }]).statement).toEqual({});
});
