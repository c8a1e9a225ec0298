import fc from 'fast-check';
import { requireDistinctMembers } from '#api/require-distinct-members';
import { parseJson } from '#domain/json/parse-json';
import { problemOf } from '../../support/problem-of';

const requestOf = (body: unknown) => ({ path: {}, query: {}, body: parseJson(JSON.stringify(body)) });

it.each<[object, string, string]>([
  [{ subscriberNumber: '1', SubscriberNumber: '2' }, '/SubscriberNumber', 'subscriberNumber'],
  [{ a: [{ pin: '1' }, { x: { pin: '1', PIN: '1' } }] }, '/a/1/x/PIN', 'pin'],
  [{ 'a/b': 1, 'A/B': 1 }, '/A~1B', 'a/b'],
])('a member in two spellings is refused: %j', (body, pointer, first) => {
  expect(problemOf(() => requireDistinctMembers(requestOf(body)))).toMatchObject({
    code: 'invalid-request',
    details: { errors: [{ pointer, detail: `differs from \`${first}\` in letter case alone` }] },
  });
});

it('nothing else is', () => {
  const differing = fc.jsonValue().filter((value) => !/"(\w*)":.*"\1":/i.test(JSON.stringify(value)));
  fc.assert(fc.property(differing, (body) => requireDistinctMembers(requestOf(body))));
  expect(() => requireDistinctMembers({ path: {}, query: {} })).not.toThrow();
});
