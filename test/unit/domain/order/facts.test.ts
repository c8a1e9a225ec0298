import fc from 'fast-check';
import {
  isPerSubOrder,
  orderFacts,
  subOrderFacts,
  valuesBefore,
  valuesOf,
  type Fact,
  type FactName,
} from '#domain/order/facts';
import { effectOf } from '#tracking/order/record-fact';
import { at } from '../../tracking/order/orders';

const names: readonly FactName[] = [...orderFacts, ...subOrderFacts];
const courses: [FactName, string[]][] = [
  ['quote', ['created', 'configured']],
  ['credit', ['requested', 'manual-review', 'approved']],
  ['credit', ['requested', 'manual-review', 'declined']],
  ['signature', ['awaited', 'declined', 'signed']],
];

const fact = (value: string, parts: Partial<Fact> = {}): Fact => ({ value, provenance: 'observed', at, ...parts });

describe.each(courses)('%s goes %j', (name, values) => {
  it('and never back', () => {
    for (const [index, value] of values.entries()) {
      expect(valuesOf(name)).toContain(value);
      for (const [other, standing] of values.entries()) {
        const effect = effectOf(fact(standing), { name, ...fact(value) });
        expect(effect).toBe(other === index ? 'known' : other < index ? 'recorded' : 'late');
      }
    }
  });
});

describe('a fact that is news', () => {
  it.each(names)('is recorded when nothing is known of %s', (name) => {
    expect(effectOf(undefined, { name, ...fact('anything') })).toBe('recorded');
  });

  it.each([
    ['approved', 'declined'],
    ['declined', 'approved'],
  ])('is late when the credit is %s and is now said to be %s', (standing, value) => {
    expect(effectOf(fact(standing), { name: 'credit', ...fact(value) })).toBe('late');
    expect(effectOf(fact(standing), { name: 'credit', ...fact(value, { provenance: 'attested' }) })).toBe('late');
  });

  it('of AT&T’s overrules what a partner attested, and says so; a partner’s word never overrules AT&T’s', () => {
    const attested = fact('signed', { provenance: 'attested' });
    expect(effectOf(attested, { name: 'signature', ...fact('declined') })).toBe('conflict');
    expect(effectOf(fact('signed'), { name: 'signature', ...fact('declined', { provenance: 'attested' }) })).toBe(
      'late',
    );
  });

  it('of AT&T’s status words counts by its time, so that a late poll overwrites nothing', () => {
    const standing = fact('IN_PROGRESS', { at: '2026-11-02T12:00:00.000Z' });
    const said = (time: string) => effectOf(standing, { name: 'status', ...fact('CREATED', { at: time }) });
    expect(said('2026-11-02T12:00:01.000Z')).toBe('recorded');
    expect(said('2026-11-02T11:59:59.000Z')).toBe('late');
  });
});

describe('whatever facts arrive in whatever order', () => {
  it('a fact’s rank never falls, unless AT&T takes a partner’s word back', () => {
    const anyFact = fc.record({
      value: fc.constantFrom('requested', 'manual-review', 'approved', 'declined'),
      provenance: fc.constantFrom('observed' as const, 'attested' as const),
    });
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 12 }), (facts) => {
        let standing: Fact | undefined;
        for (const next of facts) {
          const effect = effectOf(standing, { name: 'credit', ...fact(next.value, next) });
          if (effect === 'conflict') expect([standing?.provenance, next.provenance]).toEqual(['attested', 'observed']);
          if (effect === 'recorded')
            expect(valuesBefore('credit', next.value)).toEqual(
              expect.arrayContaining(standing ? [standing.value] : []),
            );
          if (effect === 'recorded' || effect === 'conflict') standing = fact(next.value, next);
        }
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });
});

describe('values', () => {
  it.each(names)('of %s are closed, but for AT&T’s own status words and names', (name) => {
    expect(valuesOf(name)?.includes('nonsense') ?? true).toBe(['status', 'businessAccountName'].includes(name));
    expect(isPerSubOrder(name)).toBe((subOrderFacts as readonly string[]).includes(name));
  });
});
