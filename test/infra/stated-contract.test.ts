import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Contract, Stated } from '#domain/contract/statement';
import { answerStatementSchema, requestStatementSchema } from '#domain/contract/statement';
import { operationById } from '#operations/registry';
import { toEnvironment } from '#platform/environment';
import { bundleHandlers } from '../../lib/bundle-handlers';
import { compileContract } from '../../lib/config/compile-contract';
import { contractOf } from '../../lib/config/contract';
import { resolveBindings } from '../../lib/config/resolve-bindings';
import { parseTenant } from '../../lib/config/tenant';
import { gatewayEvent, lambdaContext } from '../support/gateway-event';
import { boundBinding } from '../support/operations';
import { temporaryDirectory } from '../support/temporary-directory';
import { aTenant } from './synthesized';

jest.setTimeout(180_000);

const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['line'],
  properties: {
    line: {
      type: 'object',
      required: ['ctn', 'kind'],
      additionalProperties: false,
      properties: {
        ctn: { type: 'string', minLength: 10 },
        kind: { enum: ['voice', 'data'] },
        since: { format: 'date' },
      },
    },
  },
};
const request = requestStatementSchema.parse({ members: { '/subscriberNumber': '/line/ctn' }, schema });
const answer = answerStatementSchema.parse({ members: { '/id': '/key', '/state': '/word' } });
const contract: Contract = { 'request-port-in': { request, answer }, 'get-port-in': { answer } };

interface Bundle {
  handler: (event: unknown, context: unknown) => Promise<{ statusCode: number; body: string }>;
}

describe('functions of a tenant that states its contract', () => {
  const directory = temporaryDirectory('stated-');
  const operations = [operationById('request-port-in'), operationById('suspend-subscriber')];
  beforeAll(() => {
    bundleHandlers(directory, { operations, routeGroups: [], contract });
    Object.assign(
      process.env,
      { AWS_REGION: 'us-east-1' },
      toEnvironment({
        tenant: 'stated',
        environment: 'simulator',
        secretPrefix: 'stated',
        tableName: 'none',
        bindings: { 'request-port-in': boundBinding() },
      }),
    );
  });

  const answered = async (body: unknown) => {
    const { handler } = createRequire(join(directory, 'index.js'))(
      join(directory, 'request-port-in', 'index.js'),
    ) as Bundle;
    const caller = { solutionProviders: ['A-06399x'], scopes: ['mobility:write' as const] };
    const event = gatewayEvent({ method: 'POST', body, caller, headers: { prefer: 'handling=validate' } });
    const response = await handler({ ...event, headers: { ...event.headers } }, lambdaContext());
    return JSON.parse(response.body) as { errors?: unknown };
  };

  it('refuse what its schema refuses, in words that name no values', async () => {
    const line = { ctn: '1', kind: 'carrier pigeon', since: 'yesterday', colour: 'red' };
    expect((await answered({ line })).errors).toEqual(
      expect.arrayContaining([
        { pointer: '/line/colour', detail: 'is not in the contract' },
        { pointer: '/line/ctn', detail: 'must NOT have fewer than 10 characters' },
        { pointer: '/line/kind', detail: 'must be one of voice, data' },
        { pointer: '/line/since', detail: 'must match format "date"' },
      ]),
    );
    expect((await answered({})).errors).toEqual(expect.arrayContaining([{ pointer: '/line', detail: 'is required' }]));
    expect(JSON.stringify(await answered({ line }))).not.toMatch(/pigeon|yesterday|red"/);
  });

  it('carry the compiled schema and no compiler', () => {
    const bundle = readFileSync(join(directory, 'request-port-in', 'index.js'), 'utf8');
    expect(bundle).toContain('/line/ctn');
    expect(bundle).not.toMatch(/strictTuples|addVocabulary/);
  });

  it('carry nothing of it where they have nothing to do with what is stated', () => {
    expect(readFileSync(join(directory, 'suspend-subscriber', 'index.js'), 'utf8')).not.toContain('/line/ctn');
  });
});

it.each([
  ['unknown type', { type: 'objekt' }],
  ['a reference to nothing', { $ref: '#/$defs/none' }],
])('a schema with %s stops the synth with the operation’s name', (_, wrong) => {
  const broken = { 'request-port-in': { request: { ...request, schema: wrong } } };
  expect(() => compileContract(broken, temporaryDirectory('schemas-'))).toThrow(
    /bindings\.request-port-in\.request\.schema: /,
  );
});

it('a schema of draft 07 is taken', () => {
  const older = { ...schema, $schema: 'http://json-schema.org/draft-07/schema#' };
  const compiled = compileContract(
    { 'request-port-in': { request: { ...request, schema: older } } },
    temporaryDirectory('schemas-'),
  );
  expect(compiled.moduleOf('one', ['request-port-in'], false)).toMatch(/contract-one\.js$/);
  expect(compiled.moduleOf('none', ['get-port-in'], false)).toBeUndefined();
});

it('what AT&T pushes is stated to functions that take it, and to no others', () => {
  const push = { when: { '/about': ['x'] }, id: '/id', members: {} };
  const compiled = compileContract({ 'get-port-in': { push } }, temporaryDirectory('pushes-'));
  expect(compiled.moduleOf('reads', ['get-port-in'], true)).toMatch(/contract-reads\.js$/);
  expect(compiled.moduleOf('calls', ['get-port-in'], false)).toBeUndefined();
});

describe('the contract of a deployment', () => {
  const where = { baseUrl: 'https://att.partner.example', path: '/x' };
  const contractWith = (bindings: Record<string, object>): Record<string, Stated> => {
    const tenant = parseTenant({ ...aTenant(), bindings }, 'a tenant');
    return contractOf(tenant, resolveBindings(tenant));
  };

  it('states nothing of what AT&T prints, of what is as documented, and of what is not bound', () => {
    expect(contractWith({})).toEqual({});
    expect(
      contractWith({ 'request-port-in': { ...where, request: 'as-documented', answer: 'as-documented' } }),
    ).toEqual({});
    expect(contractWith({ 'request-port-in': { ...where, answer } })).toEqual({});
  });

  it('leaves open what nobody knows and the gateway does not need', () => {
    expect(contractWith({ 'look-up-equipment': where })).toEqual({
      'look-up-equipment': { answer: { members: {}, done: [{ '': true }] } },
    });
    const open = contractWith({ 'create-billing-account': { ...where, answer: { done: [{ '/ban': true }] } } });
    expect(open['create-billing-account']?.request).toEqual({ members: {}, secretMembers: [] });
  });
});
