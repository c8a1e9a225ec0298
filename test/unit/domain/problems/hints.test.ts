import { problemTypes } from '#domain/problems/problems';
import { portRejections } from '#domain/mobility/port-rejections';

const texts = [
  ...Object.entries(problemTypes).map(([code, { hint }]) => [code, hint] as const),
  ...portRejections.map(({ code, cure }) => [code, cure] as const),
];

it.each(texts)('%s sends nobody to what there is not', (_, text) => {
  expect(text).not.toMatch(/support bundle/i);
});

it('a refusal of AT&T’s is not to be sent again under its key, which is answered with it again', () => {
  expect(problemTypes['upstream-rejected'].hint).toMatch(/new `Idempotency-Key`/);
  expect(problemTypes['upstream-rejected'].hint).not.toMatch(/call again|names/);
});

it('what is not retryable is not to be sent again unchanged', () => {
  for (const [code, { retryable, hint }] of Object.entries(problemTypes)) {
    const again = /same (request|call) again|try again/i.test(hint);
    expect([code, retryable || !again]).toEqual([code, true]);
  }
});
