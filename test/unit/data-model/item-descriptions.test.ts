import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lines, notes, requestRecords, trackedOrders } from '#platform/table/keys';
import { anyKind } from '#tracking/long-running/any-kind';
import { toStored } from '#tracking/long-running/long-running-request';
import { newOrderItem } from '#tracking/order/new-order';
import { kindOf, violationsOf } from '../../../tools/data-model/check-item';
import { itemDescriptions } from '../../../tools/data-model/item-descriptions';
import { itemKinds } from '../../../tools/data-model/item-kinds';

const solutionProvider = 'SP-A';
const at = '2026-03-05T09:00:00.000Z';

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
  const by = { by: 'client-a' };
  const namedOrder = newOrderItem(
    { solutionProvider, program: 'apex', quoteId: 'Q-1', origin: 'elsewhere', ...by },
    at,
  );
  delete namedOrder['expiresAt'];
  const observation = { at, details: {} };
  const namedPortIn = toStored(
    anyKind.newLongRunningRequest({ kind: 'port-in', id: '1', observation, solutionProvider, origin: 'elsewhere' }, by),
  );

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
    [
      'time to live',
      { ...notes.key.of({ solutionProvider, of: 'ORDER#1', noteId: '1' }), expiresAt: 1 },
      /^note has no lifetime/,
    ],
    ['end, and something is known of it', { ...order, expiresAt: 1 }, /^tracked-order expires, and something is known/],
    ['lack of an end, and nothing is known of it', namedOrder, /^tracked-order never expires, and nothing is known/],
    ['lack of an end, and nothing is known of it', namedPortIn, /^port-in never expires, and nothing is known/],
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
    const list = trackedOrders.list.of({ solutionProvider, createdAt: at, quoteId: 'Q-1' });
    expect(violationsOf({ ...order, ...list, quoteId: 'Q-1', timeline: [] })).toEqual([]);
    expect(violationsOf({ ...record, expiresAt: 1, outcome: 'succeeded' })).toEqual([]);
    // Only the end of polling gives it an end.
    expect(
      violationsOf({ pk: 'POLL#a#port-in#1', sk: 'POLL', openPk: 'OPEN-POLL#a', openSk: '2026#port-in#1' }),
    ).toEqual([]);
    expect(violationsOf({ pk: 'SP#a', sk: 'OPEN-PORT-IN#number:1', 'number:1': {}, formerItems: [] })).toEqual([]);
  });
});
