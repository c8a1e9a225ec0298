import * as z from 'zod';
import { openCall } from '#api/open-call';
import type { Operation } from '#domain/define-operation';
import { operations, type OperationId } from '#operations/registry';
import type { Settings } from '#platform/settings';
import { resolveBindings } from '../../../lib/config/resolve-bindings';
import { firstExampleOf } from '../../../tools/soak/example-call';
import { bulkRig } from '../../support/bulk-rig';
import { dynaliteClient } from '../../support/dynalite-client';
import { gatewayEvent, lambdaContext } from '../../support/gateway-event';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';
import { testSettings } from '../../support/operations';
import { problemOf } from '../../support/problem-of';
import { simulatedAtt, simulatedUrl } from '../../../tools/simulator/in-process';

const other = '99999-OTHER-SP';
const bindings = resolveBindings({ environment: 'uat', bindings: {} }, simulatedUrl);

const all: readonly Operation[] = operations;
const withBody = all.filter(({ request }) => request.body !== undefined);

const object = z.looseObject({});
const members = z.object({ properties: z.record(z.string(), z.unknown()).default({}) });
const namesOwner = ({ request: { body } }: Operation): boolean =>
  body !== undefined && 'spId' in members.parse(z.toJSONSchema(body, { unrepresentable: 'any' })).properties;
const declared = withBody.filter(namesOwner).map(({ id }) => id as OperationId);

interface Parts {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
}

/** The operation’s first example, for the Solution Provider of these tests, with these members changed; of a list, in its first element. */
const exampleOf = (id: OperationId, changes: object): Parts => {
  const { path, query, body } = firstExampleOf(id).request;
  const changed = (one: unknown): object => ({ ...object.parse(one), ...changes });
  const own = Array.isArray(body) ? body.with(0, changed(body[0])) : changed(body);
  return { ...(path && { path }), ...(query && { query }), body: own };
};

const opened = (operation: Operation, parts: Parts, settings: Partial<Settings> = {}) =>
  openCall(
    operation,
    { settings: testSettings({ bindings, ...settings }), wireNow: Date.now },
    gatewayEvent({
      method: operation.method,
      caller: { solutionProviders: [solutionProvider], scopes: [operation.scope] },
      ...parts,
    }),
    lambdaContext(),
  );

it('the operations that take `spId` are known', () => {
  expect(declared).toEqual([
    'apex-create-quote',
    'apex-check-credit',
    'apex-create-contract',
    'alliance-look-up-end-customer',
    'alliance-request-end-customer-exception',
    'alliance-create-quote',
  ]);
});

describe.each(declared)('`spId` of %s', (id) => {
  it('names the Solution Provider the call is for, or nothing is sent, dry run or not', async () => {
    const att = simulatedAtt();
    const rig = gatewayRig({ client: await dynaliteClient(), transport: att.transport });
    for (const headers of [{}, { Prefer: 'handling=validate' }]) {
      expect(await rig.call(id, { ...exampleOf(id, { spId: other }), key: 'k', headers })).toMatchObject({
        status: 400,
        body: {
          code: 'invalid-request',
          errors: [{ pointer: '/spId', detail: expect.stringContaining(solutionProvider) }],
        },
      });
    }
    expect(att.calls).toEqual([]);
  });
});

describe.each(withBody.map((operation) => [operation.id, operation] as const))('in a body of %s', (id, operation) => {
  const example = (changes: object) => exampleOf(id as OperationId, { ...changes });
  const own = namesOwner(operation) ? { spId: solutionProvider } : {};
  const holder = Array.isArray(firstExampleOf(id as OperationId).request.body) ? '/0' : '';

  it.each<[string, object, string]>([
    ['in capitals', { SPID: other }, '/SPID'],
    ['with a sign', { sp_id: other }, '/sp_id'],
    ['in full', { solutionProviderId: other }, '/solutionProviderId'],
    [
      'as a header has it',
      { 'x/solution-provider': [{ 'solution-provider-id': other }] },
      '/x~1solution-provider/0/solution-provider-id',
    ],
    ['deep inside', { more: [{}, { of: { spId: other } }] }, '/more/1/of/spId'],
    ['as a list', { spid: [solutionProvider, other] }, '/spid'],
    ['as a number', { spid: 10067 }, '/spid'],
  ])('another owner is refused %s', (_, changes, pointer) => {
    const problem = problemOf(() => opened(operation, example({ ...own, ...changes })));
    expect(problem).toMatchObject({ code: 'invalid-request', details: { errors: [{ pointer: holder + pointer }] } });
  });

  it('the own one is taken, and another where the tenant says so', () => {
    expect(opened(operation, example({ ...own, more: { SpID: solutionProvider, of: { spid: null } } }))).toMatchObject({
      solutionProvider,
    });
    expect(
      opened(operation, example({ ...own, more: { SpID: other } }), { bodySolutionProvider: 'any' }),
    ).toMatchObject({
      solutionProvider,
    });
  });
});

it('a carrier’s own SPID of the number’s old carrier is no owner', () => {
  const operation = all.find(({ id }) => id === 'request-port-in')!;
  const { body } = exampleOf('request-port-in', {});
  const oldServiceProvider = { ...object.parse(object.parse(body)['oldServiceProvider']), spid: '6214' };
  expect(opened(operation, { body: { ...object.parse(body), oldServiceProvider } })).toMatchObject({
    solutionProvider,
  });
});

it('a row of a bulk write with another owner is refused with where it stands, and nothing is stored', async () => {
  const rig = await bulkRig();
  const { body } = exampleOf('alliance-create-quote', { spId: solutionProvider });
  const rows = [{ body }, { reference: 'bad', body: { ...object.parse(body), spId: other } }];
  const answer = await rig.submit({ body: { operation: 'alliance-create-quote', rows } });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/rows/1/body/spId' }] } });
  expect(rig.att.calls).toEqual([]);
  expect(await rig.dump()).toBe('');
});
