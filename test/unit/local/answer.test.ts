import { functionAnswer } from '../../../tools/local/gateway/answer';

describe('what a function has answered', () => {
  it.each([
    ['nothing but a text', { statusCode: 200, body: '' }],
    ['headers of every kind', { statusCode: 599, headers: { a: 'b', c: 1, d: true }, body: '{}' }],
  ])('is an answer with %s', (_, answer) => {
    expect(functionAnswer(answer)).toEqual(answer);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['no status', { body: '' }],
    ['a status in words', { statusCode: '200', body: '' }],
    ['a status between two', { statusCode: 200.5, body: '' }],
    ['a status too low', { statusCode: 99, body: '' }],
    ['a status too high', { statusCode: 600, body: '' }],
    ['no text', { statusCode: 200 }],
    ['an object for a text', { statusCode: 200, body: {} }],
    ['no headers', { statusCode: 200, headers: null, body: '' }],
    ['a header of several values', { statusCode: 200, headers: { a: ['b'] }, body: '' }],
  ])('is none where it is %s', (_, answer) => {
    expect(() => functionAnswer(answer)).toThrow(TypeError);
  });
});
