import type { PolledRead } from '#domain/define-operation';
import type { Fact, NewFact } from '#domain/order/facts';
import { isOrderDoubtful, orderPushEffectOn } from '#pushes/order-push-effect';

const moments = ['2026-11-05T09:00:00.000Z', '2026-11-05T10:00:00.000Z'] as const;

const orderWith = (values: Partial<Record<NewFact['name'], string>>) => ({
  facts: Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, Fact] => [
      name,
      { value, provenance: 'observed', at: moments[0] },
    ]),
  ),
});
type Shown = [NewFact['name'], string];
const shows = (shown: readonly Shown[]): NewFact[] =>
  shown.map(([name, value]) => ({ name, value, provenance: 'observed', at: moments[1] }));

const followedUntil = (fact: NewFact['name'], ...oneOf: string[]): PolledRead =>
  ({ polled: { until: { fact, oneOf } } }) as unknown as PolledRead; // Of a read no more is looked at.

const ended = orderWith({ completion: 'completed', status: 'DONE' });

describe('a message of an order that has come to what is waited for', () => {
  it.each<[string, Shown[], string]>([
    ['another word', [['status', 'BUILDING']], 'late'],
    ['another thing', [['businessAccountName', 'Pecan Street Bakery']], 'late'],
    ['a word called like the end', [['status', 'completed']], 'late'],
    ['what is known', [['status', 'DONE']], 'known'],
    [
      'what is known, and another thing',
      [
        ['status', 'DONE'],
        ['businessAccountName', 'Pecan'],
      ],
      'late',
    ],
    [
      'another word with the same end',
      [
        ['status', 'FINISHED'],
        ['completion', 'completed'],
      ],
      'applied',
    ],
    ['another end', [['completion', 'cancelled']], 'contradicts'],
  ])('that shows %s', (_, shown, effect) => {
    const read = followedUntil('completion', 'completed', 'cancelled');
    expect(orderPushEffectOn(ended, read, shows(shown))).toBe(effect);
  });

  it('which shows that it goes on is late', () => {
    expect(orderPushEffectOn(ended, followedUntil('status', 'DONE'), shows([['status', 'BUILDING']]))).toBe('late');
  });

  it('which is waited for still counts', () => {
    const order = orderWith({ status: 'BUILDING' });
    const shown = shows([['businessAccountName', 'Pecan Street Bakery']]);
    expect(orderPushEffectOn(order, followedUntil('status', 'DONE'), shown)).toBe('applied');
  });
});

it.each<[string, Shown[], boolean]>([
  ['another of the words that come in any order', [['status', 'BUILDING']], true],
  ['the same word', [['status', 'DONE']], false],
  [
    'the same word and another of another thing',
    [
      ['completion', 'completed'],
      ['status', 'BUILDING'],
    ],
    true,
  ],
  ['a word where there was none', [['businessAccountName', 'Pecan Street Bakery']], false],
  ['what comes in one order only', [['completion', 'cancelled']], false],
])('a message that shows %s may have been overtaken: %#', (_, shown, isDoubtful) => {
  expect(isOrderDoubtful(ended, shows(shown))).toBe(isDoubtful);
});
