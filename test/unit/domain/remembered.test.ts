import { inLowerCase, remembered, rememberedLast } from '#domain/remembered';

describe('what follows from a text', () => {
  const counting = () => {
    const asked: string[] = [];
    const find = remembered((text) => {
      asked.push(text);
      return `${text.length}`;
    });
    return { asked, find };
  };

  test('is found out once', () => {
    const { asked, find } = counting();
    expect([find('abc'), find('ab'), find('abc')]).toEqual(['3', '2', '3']);
    expect(asked).toEqual(['abc', 'ab']);
  });

  test('is found out again where the text is long, or there have been a thousand others', () => {
    const { asked, find } = counting();
    const long = 'x'.repeat(201);
    expect([find(long), find(long)]).toEqual(['201', '201']);
    expect(asked).toHaveLength(2);
    find('first');
    for (let count = 0; count < 1_000; count += 1) find(`other ${count}`);
    const before = asked.length;
    expect(find('first')).toBe('5');
    expect(asked).toHaveLength(before + 1);
  });

  test('is that text’s own, be it the name of what every object has', () => {
    expect(['__proto__', 'Constructor', 'toString'].map(inLowerCase)).toEqual(['__proto__', 'constructor', 'tostring']);
  });
});

test('what follows from one that is the same for a while is found out when it is another', () => {
  const asked: number[] = [];
  const find = rememberedLast((second: number) => {
    asked.push(second);
    return second % 2 === 0 ? undefined : `${second}`;
  });
  expect([1, 1, 2, 2, 1].map(find)).toEqual(['1', '1', undefined, undefined, '1']);
  expect(asked).toEqual([1, 2, 1]);
});
