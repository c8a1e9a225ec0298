import { operations } from '#operations/registry';
import { behaviours } from '../../../tools/simulator/behaviours/registry';
import { tincanOperations } from '../../../tools/simulator/dialects/tincan/operations';
import { tincanReference } from '../../../tools/simulator/dialects/tincan/tincan-reference';
import { tincanWords } from '../../../tools/simulator/dialects/tincan/words';
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

describe('docs/tincan.md', () => {
  it('shows a request and an answer of every address, in none of the simulator’s own words', () => {
    const reference = tincanReference();
    for (const { method, path } of tincanOperations) expect(reference).toContain(`\`${method} ${path}\``);
    const known = Object.entries(tincanWords).flatMap(([, words]) => Object.keys(words));
    for (const word of known) expect(reference).not.toContain(`: "${word}"`);
  });
});
