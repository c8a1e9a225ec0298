import { marshall } from '@aws-sdk/util-dynamodb';
import { createGrantLookup, type Grant } from '#api/grants';
import type { DynamoDb } from '#platform/table/dynamo-db';
import { fixedClock } from '../../support/fakes';

const grant: Grant = { solutionProviders: ['A-06399x'], scopes: ['ordering:read'] };

const setUp = (items: Record<string, object | Error>) => {
  const asked: unknown[] = [];
  const getItem: DynamoDb['getItem'] = ({ Key }) => {
    asked.push(Key);
    const item = items[Key?.['pk']?.S ?? ''];
    if (item instanceof Error) return Promise.reject(item);
    return Promise.resolve(item ? { Item: marshall(item) } : {});
  };
  const clock = fixedClock();
  return { grantOf: createGrantLookup({ getItem }, 'table', ['A-06399x', '10067'], clock.now), asked, clock, items };
};

test('a client has the grant stored for it, and no other', async () => {
  const { grantOf, asked } = setUp({ 'CLIENT#a': { ...grant, pk: 'CLIENT#a', note: 'x' } });
  expect(await grantOf('a')).toEqual(grant);
  expect(await grantOf('b')).toBeUndefined();
  expect(asked).toEqual(['a', 'b'].map((id) => ({ pk: { S: `CLIENT#${id}` }, sk: { S: 'GRANT' } })));
});

test('a withdrawn grant ends within a minute, a new one begins within a minute', async () => {
  const { grantOf, asked, clock, items } = setUp({ 'CLIENT#a': grant });
  await grantOf('a');
  await grantOf('b');
  delete items['CLIENT#a'];
  items['CLIENT#b'] = grant;
  clock.advance(59_999);
  expect([await grantOf('a'), await grantOf('b')]).toEqual([grant, undefined]);
  expect(asked).toHaveLength(2);
  clock.advance(1);
  expect([await grantOf('a'), await grantOf('b')]).toEqual([undefined, grant]);
});

test.each([
  [['10006', '10067'], ['10067']],
  [['10006'], []],
])('of %j, what the tenant does not have counts for nothing', async (solutionProviders, left) => {
  const { grantOf } = setUp({ 'CLIENT#a': { ...grant, solutionProviders } });
  expect(await grantOf('a')).toEqual({ ...grant, solutionProviders: left });
});

test('a failure is not remembered', async () => {
  const { grantOf, items } = setUp({ 'CLIENT#a': new Error('throttled') });
  await expect(grantOf('a')).rejects.toThrow('throttled');
  items['CLIENT#a'] = grant;
  expect(await grantOf('a')).toEqual(grant);
});

test.each([
  { ...grant, scopes: ['everything'] },
  { ...grant, solutionProviders: ['A B'] },
  { ...grant, solutionProviders: ['../B'] },
  { ...grant, solutionProviders: ['*/x'] },
  { solutionProviders: 'A', scopes: grant.scopes },
  { ...grant, limits: { perSecond: 0 } },
  { ...grant, limits: { perHour: 5 } },
])('a malformed grant grants nothing: %j', async (item) => {
  await expect(setUp({ 'CLIENT#a': item }).grantOf('a')).rejects.toThrow();
});
