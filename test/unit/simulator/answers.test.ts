import { examplesOf, operationById, operations } from '#operations/registry';
import type { SimOperation, SimRequest } from '../../../tools/simulator/behaviour';
import { canonicalJson } from '../../../tools/simulator/canonical-json';
import { createExampleAnswers, wirePartsOf } from '../../../tools/simulator/example-answers';
import { effectKeyOf } from '../../../tools/simulator/operation-answers';

const byId = (id: SimOperation['id']): SimOperation => ({ ...operationById(id), id });
const asked = (id: SimOperation['id'], parts: Partial<SimRequest>): SimRequest => ({
  operation: byId(id),
  solutionProvider: '10006',
  path: {},
  query: {},
  headers: {},
  body: undefined,
  ...parts,
});

describe('equality of requests', () => {
  it('does not depend on the order of members', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe(canonicalJson({ a: null, b: [{ c: 2, d: 1 }] }));
  });

  it.each([
    [{ a: 1 }, { a: '1' }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: null }, {}],
    [{ a: {} }, { a: [] }],
  ])('tells %j from %j', (one, other) => {
    expect(canonicalJson(one)).not.toBe(canonicalJson(other));
  });

  it('takes a member left out for one that is undefined, and survives a member called __proto__', () => {
    expect(canonicalJson({ a: undefined })).toBe(canonicalJson({}));
    expect(canonicalJson(JSON.parse('{"__proto__":1}'))).toBe('{"__proto__":1}');
  });
});

describe('an example as AT&T receives it', () => {
  it('has route parameters where the binding wants them: in the path, the query or the body', () => {
    const wireOf = (id: SimOperation['id']): unknown => wirePartsOf(byId(id), examplesOf[id][0]);
    expect(wireOf('get-billing-account')).toMatchObject({
      path: { billingAccountNumber: expect.any(String) },
      body: undefined,
    });
    expect(wireOf('apex-get-enrichment-status')).toMatchObject({ query: { subOrderId: expect.any(String) } });
    expect(wireOf('cancel-port-in')).toMatchObject({ body: { portRequestNumber: expect.any(String) } });
    expect(wireOf('suspend-subscriber')).toMatchObject({ body: { action: 'suspend' } });
  });
});

describe('an answer of no particular behaviour', () => {
  const answers = createExampleAnswers(operations);

  it('carries the request’s ids where both name them alike', () => {
    const request = asked('apex-enrich-billing', {
      body: { orderId: '801mine', nested: { subOrderId: '801my-sub' }, status: 'mine' },
    });
    const [sample] = examplesOf['apex-enrich-billing'];
    expect(answers.exactly(request)).toBeUndefined();
    expect(answers.resembling(request)).toEqual({
      status: 200,
      body: { ...(sample.answer.body as object), orderId: '801mine', subOrderId: '801my-sub' },
    });
  });

  it('keeps a number a number', () => {
    const request = asked('apex-create-contract', { body: { esignRequestIdABV: 'not a number' } });
    expect(answers.resembling(request).body).toEqual(examplesOf['apex-create-contract'][0].answer.body);
  });
});

describe('the effect of an answer', () => {
  const write = asked('apex-assign-end-customer', { body: { orderId: '1', subOrderId: '2' } });
  const key = effectKeyOf(write, { status: 200, body: {} });

  it('is one per request, whatever the order of its members', () => {
    expect(key).toMatch(/^request [\da-f]{16}$/);
    expect(effectKeyOf({ ...write, body: { subOrderId: '2', orderId: '1' } }, { status: 201 })).toBe(key);
    expect(effectKeyOf({ ...write, body: { orderId: '1', subOrderId: '3' } }, { status: 200 })).not.toBe(key);
  });

  it('is what the behaviour calls it, and none when it says so', () => {
    expect(effectKeyOf(write, { status: 200, effect: 'hand-off of 2' })).toBe('hand-off of 2');
    expect(effectKeyOf(write, { status: 200, effect: 'none' })).toBeUndefined();
  });

  it('is none for a refusal and for a read', () => {
    expect(effectKeyOf(write, { status: 400 })).toBeUndefined();
    expect(effectKeyOf(asked('apex-get-enrichment-status', {}), { status: 200 })).toBeUndefined();
  });
});
