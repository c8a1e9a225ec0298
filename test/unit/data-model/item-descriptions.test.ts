import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { itemKinds, lines, requestRecords, trackedOrders } from '#platform/table/keys';
import { kindOf, violationsOf } from '../../../tools/data-model/check-item';
import { itemDescriptions } from '../../../tools/data-model/item-descriptions';

const solutionProvider = 'SP-A';

describe('descriptions of items', () => {
  it('name code that is there', () => {
    const paths = Object.values(itemDescriptions).flatMap(({ code }) => code ?? []);
    expect(paths.filter((path) => !existsSync(join(__dirname, '../../..', path)))).toEqual([]);
    expect(paths.length).toBeGreaterThan(15);
  });

  it.each(Object.entries(itemKinds))('of %s are found by its key, whatever stands in it', (name, { key }) => {
    const odd = (pattern: string): string => pattern.replaceAll(/\{\w+\}/g, 'a#b/c.*+ é\n');
    expect(kindOf({ pk: odd(key.partition), sk: odd(key.sort) })).toBe(name);
  });
});

describe('an item that is not as the catalogue says', () => {
  const order = trackedOrders.key.of({ solutionProvider, quoteId: 'Q-1' });
  const record = requestRecords.key.of({ requestId: 'req_1' });

  it.each([
    ['key', { pk: 'SP#SP-A', sk: 'NOVELTY#1' }, /^No kind of item .* SP#SP-A \/ NOVELTY#1\.$/],
    ['attribute', { ...order, novelty: 1 }, /^tracked-order has an attribute `novelty` .* sealed or hashed\?$/],
    [
      'index',
      { ...lines.key.of({ solutionProvider, subscriberNumber: '1' }), listPk: 'a', listSk: 'b' },
      /^line is not in the index list/,
    ],
    [
      'index entry',
      { ...order, listPk: 'ORDERS#SP-A', listSk: 'Q-1' },
      /^tracked-order is not in the index list under ORDERS#SP-A \/ Q-1/,
    ],
    ['time to live', { ...order, expiresAt: 1 }, /^tracked-order has no lifetime/],
    ['lack of a time to live', record, /^request-record has a lifetime, and an item that never expires\.$/],
    [
      'unsealed content',
      { pk: 'BULK-WRITE#1', sk: 'CALL#00001', expiresAt: 1, sealed: '{"pin":"1234"}' },
      /^`sealed` of bulk-call is to be sealed\.$/,
    ],
  ])('is told apart by its %s', (_, item, sentence) => {
    expect(violationsOf(item)).toEqual([expect.stringMatching(sentence)]);
  });

  it('is none that is as it says', () => {
    const list = trackedOrders.list.of({ solutionProvider, createdAt: '2026-03-05T09:00:00.000Z', quoteId: 'Q-1' });
    expect(violationsOf({ ...order, ...list, quoteId: 'Q-1', timeline: [] })).toEqual([]);
    expect(violationsOf({ ...record, expiresAt: 1, outcome: 'succeeded' })).toEqual([]);
    // Only the end of polling gives it an end.
    expect(
      violationsOf({ pk: 'POLL#a#port-in#1', sk: 'POLL', openPk: 'OPEN-POLL#a', openSk: '2026#port-in#1' }),
    ).toEqual([]);
    expect(violationsOf({ pk: 'SP#a', sk: 'OPEN-PORT-IN#number:1', 'number:1': {}, formerItems: [] })).toEqual([]);
  });
});
