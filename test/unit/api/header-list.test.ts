import * as fc from 'fast-check';
import { header, headerLines, callIdOf } from '#api/gateway-event';
import { elementsIn, headerElements } from '#api/header-list';
import { gatewayEvent } from '../../support/gateway-event';
import { problemOf } from '../../support/problem-of';

describe('a list header', () => {
  const of = (text: string) =>
    elementsIn(text)?.map(({ name, value, parameters }) => [
      name,
      value,
      ...parameters.map((one) => `${one.name}=${one.value ?? ''}`),
    ]);

  it.each<[string, (string | undefined)[][]]>([
    ['', []],
    [' , ,', []],
    ['respond-async', [['respond-async', undefined]]],
    ['Handling=Validate', [['handling', 'Validate']]],
    ['handling = "validate"', [['handling', 'validate']]],
    ['handling="vali\\date"', [['handling', 'validate']]],
    ['handling=', [['handling', undefined]]],
    ['handling=""', [['handling', undefined]]],
    ['return=minimal,handling=validate', [['return', 'minimal'], ['handling', 'validate']]], // prettier-ignore
    ['a;b;c=d, e', [['a', undefined, 'b=', 'c=d'], ['e', undefined]]], // prettier-ignore
    ['a="x, y; z=1"', [['a', 'x, y; z=1']]],
    ['Text/CSV ; Charset="UTF-8";', [['text/csv', undefined, 'charset=UTF-8']]],
    ['application/json;odata=verbose', [['application/json', undefined, 'odata=verbose']]],
  ])('%j is read', (text, elements) => {
    expect(of(text)).toEqual(elements);
  });

  it.each(['a b', 'a="b', 'a=b"', '"a"', 'a=b=c', 'a, (b)', 'ä=b', 'a=\u0000'])('%j is none', (text) => {
    expect(elementsIn(text)).toBeUndefined();
  });

  it('is read from all its lines, whatever capitals they have', () => {
    const event = { ...gatewayEvent(), multiValueHeaders: { Prefer: ['return=minimal'], PREFER: ['wait=1, a'] } };
    expect(headerElements(event, 'prefer').map(({ name }) => name)).toEqual(['return', 'wait', 'a']);
  });

  it('that cannot be read is refused by name', () => {
    const event = gatewayEvent({ headers: { Prefer: 'handling="validate' } });
    expect(problemOf(() => headerElements(event, 'prefer')).details.errors).toMatchObject([
      { parameter: 'header prefer' },
    ]);
  });

  it('of elements written after the grammar comes back as it was meant', () => {
    const token = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
    const text = fc.stringMatching(/^[ -~]{1,12}$/);
    const pair = fc.record({ name: token, value: fc.option(text, { nil: undefined }) });
    const element = fc.record({ name: token, value: fc.option(text, { nil: undefined }), parameters: fc.array(pair) });
    const written = ({ name, value }: { name: string; value: string | undefined }): string =>
      value === undefined ? name : `${name}="${value.replaceAll(/["\\]/g, (one) => `\\${one}`)}"`;
    fc.assert(
      fc.property(fc.array(element), (elements) => {
        const line = elements.map((one) => [one, ...one.parameters].map(written).join('; ')).join(', ');
        expect(elementsIn(line)).toEqual(elements);
      }),
    );
  });
});

describe('a header that says one thing', () => {
  const twice = { ...gatewayEvent(), multiValueHeaders: { 'X-Actor': ['a'], 'x-actor': ['b'] } };

  it('is refused when it is given twice', () => {
    expect(problemOf(() => header(twice, 'x-actor')).details.errors).toEqual([
      { parameter: 'header x-actor', detail: 'is given more than once' },
    ]);
  });

  it('is found where a call has single values only, or none at all', () => {
    expect(header(gatewayEvent({ headers: { 'X-Actor': 'a' } }), 'x-actor')).toBe('a');
    const none = { ...gatewayEvent(), headers: null, multiValueHeaders: null } as never;
    expect(headerLines(none, 'x-actor')).toEqual([]);
  });

  it('names no call when it is `x-request-id` given twice', () => {
    const event = { ...gatewayEvent(), multiValueHeaders: { 'X-Request-Id': ['mine', 'mine'] } };
    expect(callIdOf(event)).toBe('gateway-1');
  });
});
