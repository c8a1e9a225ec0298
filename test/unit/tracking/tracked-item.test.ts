import { changeItem } from '#tracking/tracked-item';

describe('a change of an item', () => {
  it('is made of the item as it stands after somebody else got through', async () => {
    const standing = [{ seen: 1 }, { seen: 2 }];
    const written: object[] = [];
    const kind = {
      reread: () => Promise.resolve(standing.shift()),
      replace: (before: { seen: number }, after: { seen: number }) => {
        written.push(before);
        return Promise.resolve(written.length < 3 ? undefined : after);
      },
    };
    const changed = await changeItem(kind, { seen: 0 }, ({ seen }) => ({ seen: seen + 10 }));
    expect([written, changed]).toEqual([[{ seen: 0 }, { seen: 1 }, { seen: 2 }], { seen: 12 }]);
  });

  it('is given up when somebody else is always faster', async () => {
    const kind = { reread: () => Promise.resolve({}), replace: () => Promise.resolve(undefined) };
    await expect(changeItem(kind, {}, () => ({}))).rejects.toMatchObject({ code: 'service-unavailable' });
  });

  it('that leaves it as it is, is not written', async () => {
    const replace = jest.fn();
    const item = {};
    expect(await changeItem<object>({ reread: () => Promise.resolve(item), replace }, item, (one) => one)).toBe(item);
    expect(replace).not.toHaveBeenCalled();
  });
});
