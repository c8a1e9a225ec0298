import { createRestrictionLookup, createRestrictionOf } from '#platform/restrictions';

const at = { ms: 0 };
const now = () => at.ms;
beforeEach(() => (at.ms = 0));

/** What the one item says, or why it cannot be read. */
const stored = (...said: readonly (Record<string, string> | Error)[]) => {
  let reads = 0;
  const read = () => {
    const next = said[Math.min(reads, said.length - 1)];
    reads += 1;
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next && { restricted: next });
  };
  return { read, reads: () => reads };
};

it('is read once in ten seconds by the authorizer, and anew after them', async () => {
  const { read, reads } = stored({ A: 'disabled' }, {});
  const lookup = createRestrictionLookup(read, now);
  expect(await lookup()).toEqual({ A: 'disabled' });
  at.ms = 9_999;
  expect([await lookup(), reads()]).toEqual([{ A: 'disabled' }, 1]);
  at.ms = 10_000;
  expect([await lookup(), reads()]).toEqual([{}, 2]);
});

it('is read once in twenty seconds by what works without a caller', async () => {
  const { read, reads } = stored({ A: 'read-only' }, { A: 'disabled' });
  const restrictionOf = createRestrictionOf({ get: read }, now);
  expect([await restrictionOf('A'), await restrictionOf('B')]).toEqual(['read-only', undefined]);
  at.ms = 19_999;
  expect([await restrictionOf('A'), reads()]).toEqual(['read-only', 1]);
  at.ms = 20_000;
  expect([await restrictionOf('A'), reads()]).toEqual(['disabled', 2]);
});

it('lets nobody go on by what was known before, once it is time and the table cannot be read', async () => {
  const { read } = stored({}, new Error('no table'), { A: 'disabled' });
  const restrictionOf = createRestrictionOf({ get: read }, now);
  expect(await restrictionOf('A')).toBeUndefined();
  at.ms = 20_000;
  await expect(restrictionOf('A')).rejects.toThrow('no table');
  expect(await restrictionOf('A')).toBe('disabled');
});

it('takes no word for a restriction that is none', async () => {
  const lookup = createRestrictionLookup(stored({ A: 'off' }).read, now);
  await expect(lookup()).rejects.toThrow();
});

it('restricts nobody where nothing was ever stored', async () => {
  const lookup = createRestrictionLookup(() => Promise.resolve(undefined), now);
  expect(await lookup()).toEqual({});
});
