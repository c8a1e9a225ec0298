import { parseRequest } from '#api/parse-request';
import { asStated } from '#domain/contract/as-stated';
import type { Operation } from '#domain/define-operation';
import { documented } from '#operations/alliance-get-quick-quote/examples';
import { operation } from '#operations/alliance-get-quick-quote/operation';
import { requestMistakes } from '../../../lib/config/check-bindings';
import { getQuickQuote } from '../../../tools/simulator/behaviours/ordering/get-quick-quote';
import { gatewayEvent } from '../../support/gateway-event';
import { boundBinding } from '../../support/operations';
import { problemOf } from '../../support/problem-of';

const [{ request }] = documented.examples;
const [site] = request.body;
const asked = (body: unknown, one: Operation = operation) =>
  parseRequest(one, gatewayEvent({ method: 'POST', path: {}, body }));

describe('a quick quote', () => {
  it('takes a list of sites, each as it is', () => {
    const sites = [site, { ...site, addressId: 'other', notInAnyDocument: 1 }];
    expect(asked(sites).body).toMatchObject({ value: sites, text: JSON.stringify(sites) });
  });

  it.each([
    ['one site without its list', site, ''],
    ['no site', [], ''],
    ['something else among its sites', [site, 3], '/1'],
    [
      'a feature without its value',
      [{ configuration: { features: [{ name: 'Term' }] } }],
      '/0/configuration/features/0/value',
    ],
  ])('of %s says where it is wrong', (_, body, pointer) => {
    expect(problemOf(() => asked(body))).toMatchObject({ code: 'invalid-request', details: { errors: [{ pointer }] } });
  });

  it('is a list for a tenant that states its documents, too', () => {
    const stated = asStated({ [operation.id]: { request: { members: {}, secretMembers: [] } } })(
      operation as Operation,
    );
    expect(asked([{ anything: 1 }], stated).body?.value).toEqual([{ anything: 1 }]);
    expect(problemOf(() => asked('"anything"', stated))).toMatchObject({
      details: { errors: [{ pointer: '', detail: 'must be a list or an object' }] },
    });
  });

  it('of several sites has an entry for each at the simulator', () => {
    const body = [site, { requestId: 'other' }];
    const sent = { ...{ operation, path: {}, query: {}, headers: {}, body }, solutionProvider: 'SP-A' };
    const { answer } = getQuickQuote;
    const { requestId, addressId, productId } = site!;
    expect(answer(sent, undefined as never)).toEqual({
      status: 200,
      body: [{ requestId, addressId, productId }, { requestId: 'other' }],
    });
  });

  it('has no place for members of a tenant’s', () => {
    const bindings = { [operation.id]: { ...boundBinding(operation), bodyMembers: { mode: 'quick' } } };
    expect(requestMistakes(bindings)).toEqual([
      'bindings.alliance-get-quick-quote.bodyMembers: the body is a list, which has no members',
    ]);
  });
});
