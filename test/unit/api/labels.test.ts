import { labelHeaders, labelsOf } from '#api/labels';
import { eventsOf } from '#events/events-of';
import { trackedImageOf } from '#events/tracked-image';
import { requestRecords, lines } from '#platform/table/keys';
import { exampleCall } from '../../../tools/soak/example-call';
import { findingRig, writes } from '../../support/finding-rig';
import { gatewayEvent } from '../../support/gateway-event';
import { solutionProvider } from '../../support/own-routes';
import { problemOf } from '../../support/problem-of';

const given = (metadata: string | string[]) => labelsOf(gatewayEvent({ headers: { 'x-metadata': metadata } })).metadata;
const errorsOf = (headers: Record<string, string | string[]>) =>
  problemOf(() => labelsOf(gatewayEvent({ headers }))).details.errors?.map(({ detail }) => detail);

const many = (count: number, value = 'a'): string =>
  Array.from({ length: count }, (_, index) => `n${index}="${value}"`).join(', ');

describe('metadata', () => {
  it.each([
    ['shop="Berlin 3", ticket=T-4711', { shop: 'Berlin 3', ticket: 'T-4711' }],
    ['SHOP=1', { shop: '1' }],
    ['a="say \\"hi\\", \\\\"', { a: 'say "hi", \\' }],
    [['a=1', 'b=2'], { a: '1', b: '2' }],
    [`a="${'x'.repeat(200)}"`, { a: 'x'.repeat(200) }],
    [`${'n'.repeat(40)}=1`, { ['n'.repeat(40)]: '1' }],
  ])('%j is taken', (header, metadata) => {
    expect(given(header)).toEqual(metadata);
    expect(given(labelHeaders({ metadata })['x-metadata']!)).toEqual(metadata);
  });

  it('has twenty names', () => {
    expect(Object.keys(given(many(20))!)).toHaveLength(20);
    expect(errorsOf({ 'x-metadata': many(21) })).toEqual(['must have at most 20 names']);
  });

  it.each([
    ['a name without a value', 'shop', '`shop`: must be once, as `name="value"`'],
    ['a name twice', 'a=1, a=2', '`a`: must be once, as `name="value"`'],
    ['parameters', 'a=1;b=2', '`a`: must be once, as `name="value"`'],
    ['a value of 201 characters', `a="${'x'.repeat(201)}"`, expect.stringMatching(/^`a`: .*200/)],
    ['a name of 41', `${'n'.repeat(41)}=1`, expect.stringMatching(/1 to 40/)],
    ['a name of other characters', '__proto__=1', expect.stringMatching(/must be once/)],
    ['a name of another letter first', '_a=1', expect.stringMatching(/a letter first/)],
    ['what is not ASCII', 'a="Zoë"', '`a`: must be 1 to 200 printable ASCII characters'],
    ['more than 2,000 characters', many(11, 'x'.repeat(190)), 'must have at most 2000 characters in all'],
  ])('%s is refused', (_, header, detail) => {
    expect(errorsOf({ 'x-metadata': header })).toEqual([detail]);
  });

  it.each([
    ['pin=774411', { pin: '[secret]' }],
    ['old.pin=774411, api-key=abc', { 'old.pin': '[secret]', 'api-key': '[secret]' }],
    ['note="PIN 774411 was given"', { note: 'PIN [secret] was given' }],
    ['note="078-05-1120"', { note: '[secret]' }],
    ['order=4711, pinboard=9', { order: '4711', pinboard: '9' }],
  ])('%s has no secret', (header, kept) => {
    expect(given(header)).toEqual(kept);
  });
});

it.each(['x'.repeat(129), '', 'Zoë', 'a\nb'])('a reference %j is refused', (reference) => {
  expect(errorsOf({ 'x-customer-reference': reference })).toHaveLength(1);
});

it('a reference given twice is refused', () => {
  expect(errorsOf({ 'x-customer-reference': ['a', 'b'] })).toEqual(['is given more than once']);
});

describe('labels of every write', () => {
  const labels = { customerReference: 'harbor 7', metadata: { shop: 'Berlin' } };

  it.each(writes)('%s: are on its record and on what it is about, in their events, and not at AT&T', async (id) => {
    const { write, items, sent } = await findingRig();
    await write(id, { headers: labelHeaders(labels) });
    const stored = await items();
    const records = stored.filter(({ pk }) => pk.startsWith(requestRecords.key.partitionPrefix));
    expect(records).toMatchObject([labels]);
    const events = stored.flatMap((item) => {
      const image = trackedImageOf(item, item);
      return image ? eventsOf(image) : [];
    });
    for (const event of events) expect(event).toMatchObject(labels);
    for (const { sk, timeline } of stored)
      if (sk.startsWith(lines.key.sortPrefix)) expect(timeline).toMatchObject([labels]);
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.join()).not.toMatch(/harbor 7|Berlin/);
  });

  it('are those of the first write that has any', async () => {
    const { write, rig } = await findingRig();
    const { body } = await write('apex-create-quote');
    const quoteId = String(body['quoteId']);
    const example = exampleCall('apex-check-credit', solutionProvider).body as object;
    const check = (key: string, reference: string) =>
      write('apex-check-credit', {
        key,
        body: { ...example, quoteId },
        headers: { 'x-customer-reference': reference },
      });
    await check('k1', 'first');
    await check('k2', 'second');
    expect(await rig.orders.find(solutionProvider, quoteId)).toMatchObject({ customerReference: 'first' });
  });
});
