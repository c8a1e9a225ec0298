import fc from 'fast-check';
import { inOwnShape, ownAnswer, ownRequest } from '#domain/contract/own-shape';
import { requestStatementSchema } from '#domain/contract/statement';
import { valueAt } from '#domain/json/json-pointer';
import { parseJson } from '#domain/json/parse-json';
import { readThing, writeThing } from '../../../support/operations';
import { dialectOf } from '../../../support/dialect-of';

describe('a document in the shape of the reference', () => {
  it.each([
    ['nested', { data: { key: 'K', how: 'CF' } }, { '/id': '/data/key', '/state': '/data/how' }],
    ['in a list', [{ key: 'K' }, { how: 'CF' }], { '/id': '/0/key', '/state': '/1/how' }],
    [
      'inside the member they are read from',
      { id: { key: 'K' }, state: { how: 'CF' } },
      { '/id': '/id/key', '/state': '/state/how' },
    ],
    [
      'under other words',
      { id: 'K', x: ' confirmed ' },
      { '/id': '/id', '/state': { at: '/x', words: { CONFIRMED: 'CF' } } },
    ],
  ])('has its members where the reference has them: %s', (_, document, members) => {
    const before = JSON.stringify(document);
    expect(inOwnShape(members, document)).toEqual({ id: 'K', state: 'CF' });
    expect(JSON.stringify(document)).toBe(before);
  });

  it('has nothing but what is stated', () => {
    expect(inOwnShape({ '/id': '/key', '/state': null }, { id: 'wrong', state: 'NY' })).toEqual({});
  });

  it('has a list where what was written as XML has one element', () => {
    const members = { '/lines': { at: '/order/line', each: { '/number': '/ctn' } } };
    expect(inOwnShape(members, { order: { line: { ctn: 1 } } })).toEqual({ lines: [{ number: 1 }] });
    expect(inOwnShape(members, { order: { line: [{ ctn: 1 }, {}] } })).toEqual({ lines: [{ number: 1 }, {}] });
  });

  it.each(['212-555-0120', '+1 (212) 555-0120', '12125550120', 2125550120])(
    'tells one number by any spelling: %s',
    (ctn) => {
      const members = { '/newSubscriberNumber': '/ctn' };
      expect(inOwnShape(members, { ctn })).toEqual({ newSubscriberNumber: '2125550120' });
    },
  );

  it('does not reach prototypes', () => {
    const shaped = inOwnShape({ '/__proto__/id': '/key' }, { key: 'K' }) as { id?: unknown };
    expect([Object.hasOwn(shaped, '__proto__'), shaped.id]).toEqual([true, undefined]);
    expect(inOwnShape({ '/id': '/__proto__/key' }, {})).toEqual({});
  });

  it('is, from any dialect, the document it was before', () => {
    const keys = fc.string({ minLength: 1 }).filter((key) => key !== '__proto__');
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());
    const leaf = fc.oneof(
      scalar,
      fc.array(scalar),
      fc.array(fc.dictionary(keys, scalar, { minKeys: 1, maxKeys: 4 }), { minLength: 1, maxLength: 3 }),
    );
    const documents = fc.dictionary(keys, fc.oneof(leaf, fc.dictionary(keys, leaf, { maxKeys: 3 })), {
      minKeys: 1,
      maxKeys: 5,
    });
    const pairs = documents.chain((own) => dialectOf(own).map((dialect) => ({ own, ...dialect })));
    fc.assert(
      fc.property(pairs, ({ own, members, document }) => {
        requestStatementSchema.parse({ members });
        const shaped = inOwnShape(members, document);
        for (const pointer of Object.keys(members)) expect(valueAt(shaped, pointer)).toEqual(valueAt(own, pointer));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the gateway’s own view', () => {
  const text = '{"customer":{"no":900719925474099312},"x":1.50}';
  const operation = { ...writeThing, stated: { request: { members: { '/name': '/customer/no' }, secretMembers: [] } } };

  it('of a request keeps the digits of a number that is an id, and what AT&T is sent as it is', () => {
    const own = ownRequest(operation, { path: {}, query: { q: '1' }, body: parseJson(text) });
    expect(own).toEqual({ path: {}, query: { q: '1' }, body: { text, value: { name: '900719925474099312' } } });
  });

  it('is the document itself where nothing is stated', () => {
    const request = { path: {}, query: {}, body: parseJson(text) };
    expect(ownRequest(writeThing, request)).toBe(request);
    expect(ownRequest(operation, { path: {}, query: {} })).toEqual({ path: {}, query: {} });
    const answer = { thingId: '1' };
    expect(ownAnswer(readThing, answer)).toBe(answer);
  });

  it('of an answer that is no object is the answer', () => {
    const stated = { ...readThing, stated: { answer: { members: { '/thingId': '/id' } } } };
    expect([ownAnswer(stated, undefined), ownAnswer(stated, 'No thing found.')]).toEqual([
      undefined,
      'No thing found.',
    ]);
    expect(ownAnswer(stated, { id: '1' })).toEqual({ thingId: '1' });
  });
});
