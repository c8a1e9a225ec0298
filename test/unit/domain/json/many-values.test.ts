import { parseJson } from '#domain/json/parse-json';
import { problemOf } from '../../../support/problem-of';

describe('a JSON document', () => {
  it.each([
    ['numbers', `[${'1,'.repeat(200_001)}1]`],
    ['empty objects', `[${'{},'.repeat(100_001)}{}]`],
    ['members', `{${Array.from({ length: 200_001 }, (_, index) => `"${index}":0`).join(',')}}`],
  ])('with too many %s is refused before anything is built of it', (_what, text) => {
    const parse = jest.spyOn(JSON, 'parse');
    expect(problemOf(() => parseJson(text)).code).toBe('request-too-large');
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
  });

  it('may have any number of separators in its texts', () => {
    const text = JSON.stringify({ note: ',{["\\'.repeat(200_000), last: 1 });
    expect(parseJson(text).text).toBe(text);
  });
});
