import { randomBytes } from 'node:crypto';
import { kept, keptTextSchema, largestKeptBytes } from '#requests/kept-text';

const bodyOf = (text: string): unknown => (kept({ body: text }) as { body: unknown } | undefined)?.body;

describe('a text that a record keeps', () => {
  it.each([
    ['is kept as it is up to the limit', 'x'.repeat(largestKeptBytes), true],
    ['is gzipped from there on', 'x'.repeat(largestKeptBytes + 1), false],
    ['is gzipped by its bytes', 'é'.repeat(largestKeptBytes / 2 + 1), false],
  ])('%s', (_, text, isText) => {
    const body = bodyOf(text);
    expect(typeof body === 'string').toBe(isText);
    expect(keptTextSchema.parse(body)).toBe(text);
  });

  it('is not kept where gzip is no help, and nothing is nothing', () => {
    expect(bodyOf(randomBytes(largestKeptBytes).toString('hex').slice(0, largestKeptBytes) + 'z')).toBeDefined();
    expect(kept({ body: randomBytes(2 * largestKeptBytes).toString('hex') })).toBeUndefined();
    expect(kept(undefined)).toBeUndefined();
  });
});
