import fc from 'fast-check';
import { arePlainBindings, resolvedBindingsSchema } from '#platform/resolved-binding';
import { toEnvironment } from '#platform/environment';
import { boundBinding } from '../../support/operations';

const leaf = fc.oneof(
  fc.constantFrom('GET', 'get', '/a', 'a', '', ' https://att.example', 'https://att.example/b?c', 'ftp://att.example'),
  fc.constantFrom('https://att.example', 'http://127.0.0.1:80/a', 'https://', 'https://:', 'http://a b', 'https://a:b'),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.string(),
  fc.constantFrom<unknown>(null, undefined, true, false, 1, [], {}, ['a'], { a: 'b' }, { a: 1 }, [{ by: 'a' }]),
);
const names = fc.constantFrom('clientId', 'clientSecret', 'more');
const credentialHeaders = fc.oneof(
  fc.constant<unknown>(boundBinding().credentialHeaders),
  fc.dictionary(names, fc.oneof(fc.string(), leaf)),
  leaf,
);
const member = (good: unknown, others: fc.Arbitrary<unknown> = leaf): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: others });

/** What could be a binding, and what is almost one. */
const almost = fc.record(
  {
    method: member('POST'),
    path: member('/things'),
    baseUrl: member('https://att.example/base', fc.oneof(leaf, fc.webUrl())),
    bodyMembers: member({ a: 'b' }),
    queryNames: member({ a: 'b' }),
    addresses: member(undefined),
    missing: member(undefined),
    rateLimitsBeforeActing: member(true),
    strange: member(undefined),
    credentialHeaders: member(boundBinding().credentialHeaders, credentialHeaders),
  },
  { requiredKeys: ['method', 'path', 'credentialHeaders'] },
);

test('what is taken as bindings at a glance is what the schema takes, as it is', () => {
  let plain = 0;
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.stringMatching(/^[a-z-]{1,9}$/),
        fc.oneof({ weight: 9, arbitrary: almost }, { weight: 1, arbitrary: leaf }),
        { maxKeys: 2 },
      ),
      (value) => {
        const said = JSON.parse(JSON.stringify(value)) as unknown; // as a variable has it
        if (!arePlainBindings(said)) return;
        plain += Object.keys(said).length;
        expect(resolvedBindingsSchema().safeParse(said)).toEqual({ success: true, data: said });
      },
    ),
    { numRuns: 3_000 },
  );
  expect(plain).toBeGreaterThan(500);
});

test.each([
  ['one of an operation that is bound', boundBinding(), true],
  ['one that is not', { ...boundBinding(), baseUrl: undefined }, true],
  ['one with names of AT&T’s', boundBinding({ bodyMembers: { a: 'b' }, queryNames: { c: 'd' } }), true],
  ['one with several addresses, which the schema looks at', boundBinding({ addresses: [] }), false],
])('at a glance: %s', (_, binding, isPlain) => {
  const { BINDINGS = '' } = toEnvironment({ bindings: { thing: binding } });
  expect(arePlainBindings(JSON.parse(BINDINGS))).toBe(isPlain);
});
