import * as z from 'zod';
import { toEnvironment } from '#platform/environment';
import { checkTemplate, mostTemplateBytes } from '../../../lib/config/check-templates';
import { parseTenant } from '../../../lib/config/tenant';
import everything from '../../../tools/lint-templates/tenants/everything';
import pages from '../../../tools/lint-templates/tenants/pages';

const stated = {
  ...everything,
  pushes: { ...everything.pushes },
  bindings: {
    'get-line-details': {
      baseUrl: 'https://att.partner.example',
      path: '/lines',
      queryNames: { subscriberNumber: 'number' },
      bodyMembers: { kind: 'line' },
    },
  },
};

/** Every text of a file, by where it is. */
const textsOf = (value: unknown, path: string[] = []): string[][] =>
  typeof value === 'string'
    ? [path]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => textsOf(inner, [...path, name]))
      : [];

const withUmlautAt = (value: unknown, [token, ...rest]: readonly string[]): unknown => {
  if (token === undefined) return `${String(value)}ü`;
  if (Array.isArray(value))
    return value.map((one: unknown, at) => (String(at) === token ? withUmlautAt(one, rest) : one));
  const holder = z.record(z.string(), z.unknown()).parse(value);
  return { ...holder, [token]: withUmlautAt(holder[token], rest) };
};

/** What is written as JSON, with escapes. */
const escaped = /^(?:bindings\.[\w-]+\.(?:baseUrl|path|queryNames|bodyMembers))/;

const files = { stated, pages };

describe.each(Object.entries(files))('a text of a tenant’s file: %s', (_, file) => {
  it.each(textsOf(file).map((path) => path.join('.')))(
    'that is not ASCII is refused unless it is escaped: %s',
    (at) => {
      const read = () => parseTenant(withUmlautAt(file, at.split('.')), 'acme.ts');
      if (escaped.test(at)) expect(read).not.toThrow();
      else expect(read).toThrow(/^acme\.ts is not a valid tenant/);
    },
  );
});

it('a function’s variables are ASCII, and read as they were stated', () => {
  const binding = {
    method: 'POST',
    path: '/anschlüsse',
    credentialHeaders: { clientId: 'a', clientSecret: 'b' },
    bodyMembers: { grund: 'Übertrag \u{1f4de}\u007f' },
  } as const;
  const { BINDINGS = '' } = toEnvironment({ bindings: { 'get-line-details': binding } });
  expect(BINDINGS).toMatch(/^[\x20-\x7e]*$/);
  expect(JSON.parse(BINDINGS)).toEqual({ 'get-line-details': binding });
});

describe('a template', () => {
  it('may have as many bytes as CloudFormation takes, and none more', () => {
    expect(() => checkTemplate('s', 'x'.repeat(mostTemplateBytes))).not.toThrow();
    expect(() => checkTemplate('s', 'x'.repeat(mostTemplateBytes + 1))).toThrow(
      /^The template of s would have 1000001 bytes, and CloudFormation takes 1000000: .*`crossOrigin\.origins`/,
    );
  });

  it('that is not ASCII is refused, with where', () => {
    expect(() => checkTemplate('s', `{"Description":"${'x'.repeat(100)} grün und so weiter"}`)).toThrow(
      /not ASCII.*`x+ grün und so w`/,
    );
  });
});
