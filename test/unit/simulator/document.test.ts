import { operations } from '#operations/registry';
import { behaviours } from '../../../tools/simulator/behaviours/registry';
import { listedMagicValues } from '../../../tools/simulator/magic-values';
import { simulatorDocument } from '../../../tools/simulator/simulator-document';

describe('docs/simulator.md', () => {
  it('names every magic value of every behaviour once', () => {
    const names = listedMagicValues().map(({ operation, where, value }) => `${operation} ${where} ${value}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { id } of operations) {
      for (const { value } of behaviours[id]?.magicValues ?? []) expect(simulatorDocument()).toContain(value);
    }
  });
});
