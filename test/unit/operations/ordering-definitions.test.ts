import * as z from 'zod';
import { judge } from '#att/judge';
import { examplesOf, operations as registered, type RegisteredOperation } from '#operations/registry';
import type { Operation } from '#domain/define-operation';
import { operation as allianceCheckCredit } from '#operations/alliance-check-credit/operation';
import { operation as allianceCreateContract } from '#operations/alliance-create-contract/operation';
import { operation as allianceEnrichBilling } from '#operations/alliance-enrich-billing/operation';
import { operation as apexCheckCredit } from '#operations/apex-check-credit/operation';
import { operation as apexCreateContract } from '#operations/apex-create-contract/operation';
import { operation as apexCreateOrder } from '#operations/apex-create-order/operation';
import { operation as apexEnrichBilling } from '#operations/apex-enrich-billing/operation';
import { operation as apexGetEnrichmentStatus } from '#operations/apex-get-enrichment-status/operation';
import { operation as apexHandOffOrder } from '#operations/apex-hand-off-order/operation';

const operations = registered.filter(({ family }) => family !== 'mobility');

const named = operations.map((operation) => [operation.id, operation] as const);
const examples = operations.flatMap((operation) =>
  examplesOf[operation.id].map((example) => [`${operation.id}: ${example.name}`, operation, example] as const),
);

const verdictOn = ({ success }: Operation, body: unknown, status = 200): string =>
  judge(success, { status, headers: {}, text: typeof body === 'string' ? body : JSON.stringify(body) }).outcome;

const answerOf = (operation: RegisteredOperation): unknown => examplesOf[operation.id][0].answer.body;
describe('the ordering operations', () => {
  it('begin their ids and routes with their family', () => {
    for (const { id, family, path } of operations) {
      const program = family.replace('ordering-', '');
      expect(id.startsWith(`${program}-`)).toBe(true);
      expect(path.startsWith(`/v1/ordering/${program}/`)).toBe(true);
    }
  });

  it('have an address each at AT&T, so that none is taken for another', () => {
    const addresses = operations.map(({ binding }) => `${binding.domain} ${binding.method} ${binding.path}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('keep APEX Create Order and Order Handoff apart by host alone', () => {
    const [order, handoff] = [apexCreateOrder.binding, apexHandOffOrder.binding];
    expect([order.method, order.path]).toEqual([handoff.method, handoff.path]);
    expect(order.domain).not.toBe(handoff.domain);
    expect(order.baseUrls.uat).not.toBe(handoff.baseUrls.uat);
  });
});

const hosts = operations.flatMap(({ id, binding }) =>
  Object.entries(binding.baseUrls).map(([environment, url]) => [id, environment, url] as const),
);

describe('base URLs', () => {
  it.each(hosts)('send %s in %s to a host of that environment', (_, environment, url) => {
    const host =
      environment === 'uat'
        ? /^uat-att[a-z-]*-eapi\.nprd-gw\.cloud\.att\.com$/
        : /^att[a-z-]*-eapi\.gw\.cloud\.att\.com$/;
    expect(new URL(url).protocol).toBe('https:');
    expect(new URL(url).hostname).toMatch(host);
    expect(new URL(url).pathname).toBe('/api/v1');
  });
});

describe.each(named)('%s', (_, operation) => {
  const { binding, summary, scope, idempotency } = operation;

  it('names no real host for an address that is assumed', () => {
    if (binding.provenance === 'assumed') expect(binding.baseUrls).toEqual({});
    expect(binding.source).not.toBe('');
  });

  it('fits its summary into a list and its reads into a read grant', () => {
    expect(summary.length).toBeLessThanOrEqual(60);
    expect(scope).toBe(idempotency === 'safe' ? 'ordering:read' : 'ordering:write');
  });

  it('can be described in OpenAPI', () => {
    const schemas = [operation.request.body, operation.request.query, operation.response].filter(
      (one) => one !== undefined,
    );
    for (const schema of schemas) expect(() => z.toJSONSchema(schema, { io: 'input' })).not.toThrow();
  });

  it('passes on members AT&T does not document', () => {
    const { request } = z.looseObject({ request: z.looseObject({}) }).parse(examplesOf[operation.id][0]);
    const part = operation.request.body ? 'body' : 'query';
    const documented = request[part];
    const withMore = (one: unknown): object => ({ ...z.looseObject({}).parse(one), notInAnyDocument: 'kept' });
    const sent = Array.isArray(documented) ? documented.map(withMore) : withMore(documented);
    expect(operation.request[part]?.parse(sent)).toEqual(sent);
  });
});

describe.each(examples)('example %s', (_, operation, { request, answer }) => {
  it('is a request the gateway takes', () => {
    for (const part of ['path', 'query', 'body'] as const) {
      const schema = operation.request[part];
      if (schema) expect(schema.safeParse(request[part]).error).toBeUndefined();
      else expect(request).not.toHaveProperty(part);
    }
  });

  it('is an answer as documented', () => {
    expect(operation.response.safeParse(answer.body).error).toBeUndefined();
  });

  it('is told to the caller as done', () => {
    expect(verdictOn(operation, answer.body, answer.status)).toBe('succeeded');
  });

  it('has its id and status where the binding says', () => {
    for (const pointer of [operation.binding.idAt, operation.binding.statusAt]) {
      if (pointer === undefined) continue;
      const keys = pointer.slice(1).split('/');
      expect(answer.body).toHaveProperty(keys);
    }
  });
});

const failures: readonly (readonly [string, object])[] = [
  ['SetError true', { SetError: true }],
  ['SetError "true"', { SetError: 'true' }],
  ['isSuccess false', { isSuccess: false }],
  ['isSuccess false at e-signature', { ESignIntegrationResponseStep: { isSuccess: false } }],
  ['noErrorFlag false', { noErrorFlag: false }],
  ['noErrorFlag "false"', { noErrorFlag: 'false' }],
  ['a filled errorCode', { errorCode: 'E1042', logErrorMessage: 'Flow failed' }],
  ['status Failed', { status: 'Failed' }],
  ['status 500 in the body', { status: 500 }],
];

const refusals = ['rejected', 'unusable'];
const flagged = (answer: unknown, flag: object): unknown =>
  Array.isArray(answer) ? flag : { ...z.looseObject({}).parse(answer), ...flag };

describe.each(named)('%s, answered with 200', (_, operation) => {
  it.each(failures)('is not called done on %s', (_flag, flag) => {
    expect(refusals).toContain(verdictOn(operation, flagged(answerOf(operation), flag)));
    expect(refusals).toContain(verdictOn(operation, flag));
  });

  it.each([
    ['an empty body', ''],
    ['a page of HTML', '<html><body>Service is being maintained</body></html>'],
    ['an empty object', {}],
    ['null', 'null'],
    ['a bare word', '"Success"'],
  ])('leaves the outcome open on %s', (_body, body) => {
    expect(verdictOn(operation, body)).toBe('unusable');
  });
});

describe('a list of answers', () => {
  it.each(failures)('leaves open what was done when one of its items carries %s', (_flag, flag) => {
    const billing = { BillingAccountName: 'Main', BillingAccountInvoiceNumber: '831', ...flag };
    const enrichment = { Id: '802dx00000IfgCTAAZ', ...flag };
    expect(verdictOn(allianceEnrichBilling, [{ BillingAccountName: 'Other' }, billing])).toBe('unusable');
    expect(verdictOn(apexGetEnrichmentStatus, [{ Id: '802dx00000IfgCUAAZ' }, enrichment])).toBe('unusable');
    expect(verdictOn(allianceEnrichBilling, [flag])).toBe('rejected');
  });

  it('says nothing of billing when it is empty, and says that nothing is enriched yet', () => {
    expect(verdictOn(allianceEnrichBilling, [])).toBe('unusable');
    expect(verdictOn(apexGetEnrichmentStatus, [])).toBe('succeeded');
  });
});

describe('an answer without the member that carries the verdict', () => {
  const esign = { ESignIntegrationResponseStep: { isSuccess: true }, SetError: false };
  it.each<readonly [string, Operation, object]>([
    ['a credit check without its id', apexCheckCredit, { status: 'Success' }],
    ['a credit check without a decision', allianceCheckCredit, { creditCheckId: 'a9X', noErrorFlag: true }],
    ['a credit check without its flag', allianceCheckCredit, { creditCheckId: 'a9X', approvalStatus: 'Auto-Approved' }],
    ['a contract without its envelope', apexCreateContract, esign],
    ['a contract with a blank envelope id', apexCreateContract, { ...esign, ContractEnvelopeId: ' ' }],
    [
      'a contract without its error flag',
      apexCreateContract,
      { ContractEnvelopeId: 'a4T', ...esign, SetError: undefined },
    ],
    ['a contract without an e-signature request', allianceCreateContract, { code: 200, message: 'Success' }],
    ['an order without its id', apexCreateOrder, { status: 'Success', statusMessage: 'Success' }],
    ['an order still pending', apexCreateOrder, { status: 'Pending', orderId: '801dx00000XWPy1AAH' }],
    ['a handoff that is queued', apexHandOffOrder, { status: 'queued', message: 'order submitted' }],
    ['billing without an account', apexEnrichBilling, { status: 'Billing Account created successfully' }],
    [
      'billing not created',
      apexEnrichBilling,
      { billingAccountId: '001', status: 'Billing Account not created successfully' },
    ],
    ['billing unsuccessful', apexEnrichBilling, { billingAccountId: '001', status: 'Creation was unsuccessful' }],
  ])('leaves the outcome open: %s', (_title, operation, body) => {
    expect(verdictOn(operation, body)).toBe('unusable');
  });
});

describe('a good outcome', () => {
  it.each(['Success', 'success', 'SUCCESS', 200])('is told by the status %p', (status) => {
    expect(verdictOn(apexHandOffOrder, { status })).toBe('succeeded');
  });

  it('is a credit check that was carried out, though the customer is declined', () => {
    const declined = {
      creditCheckId: 'a9X550000005tWzEAI',
      approvalStatus: 'DECLINED',
      noErrorFlag: true,
      errorCode: '',
    };
    expect(verdictOn(allianceCheckCredit, declined)).toBe('succeeded');
  });

  it('is not a contract whose code is that of an error', () => {
    expect(verdictOn(allianceCreateContract, { code: 422, message: 'Credit is not approved' })).toBe('rejected');
    expect(verdictOn(allianceCreateContract, { code: '500', esignRequestId: '1' })).toBe('rejected');
  });
});
