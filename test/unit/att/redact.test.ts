import fc from 'fast-check';
import { redactorOf } from '#att/redact';

const withoutSecrets = (text: string, secrets: readonly string[]): string => redactorOf(secrets)(text);

/** What a secret's schema admits: 8 and more printable ASCII characters. */
const secretText = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 8,
  maxLength: 40,
});

const hexOf = (character: string): string => character.charCodeAt(0).toString(16).padStart(2, '0');
const everyCharacter = (form: (character: string) => string) => (secret: string) => secret.replaceAll(/./g, form);
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Ways a server may write a secret into its answer; each can be undone by whoever reads it. */
const forms: Record<string, (secret: string) => string> = {
  'as it is': (secret) => secret,
  'in JSON': (secret) => JSON.stringify(secret),
  'in JSON in JSON': (secret) => JSON.stringify(JSON.stringify({ secret })),
  'in JSON with slashes escaped': (secret) => JSON.stringify(secret).replaceAll('/', '\\/'),
  'in JSON as Gson writes it': (secret) =>
    JSON.stringify(secret).replaceAll(/[<>&='](?!$)/g, (character) => `\\u00${hexOf(character)}`),
  'in JSON all escaped': everyCharacter((character) => `\\u00${hexOf(character).toUpperCase()}`),
  'in a URL': encodeURIComponent,
  'in a URL in lower case': (secret) => encodeURIComponent(secret).replaceAll(/%../g, (code) => code.toLowerCase()),
  'in a form': (secret) => new URLSearchParams({ secret }).toString(),
  'in a URL in a URL': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'in HTML': everyCharacter((character) => entities[character] ?? character),
  'in HTML as numbers': everyCharacter((character) => `&#${character.charCodeAt(0)};`),
  'in HTML as hexadecimal numbers': everyCharacter((character) => `&#x${hexOf(character)};`),
};

const base64Forms: Record<string, (secret: string) => string> = {
  'in Base64': (secret) => Buffer.from(secret).toString('base64'),
  'in Base64 for URLs': (secret) => Buffer.from(secret).toString('base64url'),
  'in a Basic header': (secret) => Buffer.from(`id:${secret}`).toString('base64'),
  'in the middle of Base64': (secret) => Buffer.from(`ab${secret}, and more`).toString('base64'),
};

describe('a secret does not survive in AT&T’s answer', () => {
  test.each(Object.entries(forms))('%s', (_, form) => {
    fc.assert(
      fc.property(secretText, fc.string(), fc.string(), (secret, before, after) => {
        const clean = withoutSecrets(`${before} ${form(secret)} ${after}`, [secret]);
        expect(clean).toContain('[redacted]');
        expect(clean).not.toContain(form(secret));
      }),
    );
  });

  test.each(Object.entries(base64Forms))('%s', (_, form) => {
    fc.assert(
      fc.property(secretText, (secret) => {
        const clean = withoutSecrets(`{"echo":"${form(secret)}"}`, [secret]);
        expect(clean).toContain('[redacted]');
        expect(clean).not.toContain(form(secret));
        // What is left at the edges tells less than two characters.
        const rest = clean
          .slice(9, -2)
          .split('[redacted]')
          .map((text) => Buffer.from(text, 'base64').toString('latin1'));
        expect(rest.some((text) => text.includes(secret.slice(1, -1)))).toBe(false);
      }),
    );
  });

  test('nor does an edge of it in Base64', () => {
    fc.assert(
      fc.property(secretText, fc.nat(2), (secret, offset) => {
        const echoed = Buffer.from(`${'-'.repeat(offset)}${secret}`).toString('base64');
        expect(withoutSecrets(`key ${echoed} refused`, [secret])).toBe('key [redacted] refused');
      }),
    );
  });

  test('also after the JSON around it is read', () => {
    const writers = [
      JSON.stringify,
      (value: unknown) => JSON.stringify(value).replaceAll('/', '\\/'),
      (value: unknown) => JSON.stringify(value).replaceAll(/[<>&='+]/g, (character) => `\\u00${hexOf(character)}`),
    ];
    fc.assert(
      fc.property(secretText, fc.constantFrom(...writers), (secret, write) => {
        const clean = withoutSecrets(write({ message: `Invalid client ${secret}!` }), [secret]);
        expect((JSON.parse(clean) as { message: string }).message).toBe('Invalid client [redacted]!');
      }),
    );
  });

  test('when one secret holds another', () => {
    const clean = withoutSecrets('x abcdefgh-and-more abcdefgh y', ['abcdefgh', 'abcdefgh-and-more']);
    expect(clean).toBe('x [redacted] [redacted] y');
  });

  test('however often it is there', () => {
    expect(withoutSecrets('s3cret-1s3cret-1 s3cret-1', ['s3cret-1'])).toBe('[redacted][redacted] [redacted]');
  });

  test('when it is made of what regular expressions and replacements are made of', () => {
    for (const secret of ['.*+?^${}()|[]\\', '$&$1$`$$', '\\\\\\\\\\\\\\\\', '(?:a|a)*$', '%25%2525']) {
      expect(withoutSecrets(`<${secret}>`, [secret])).toBe('<[redacted]>');
    }
  });
});

describe('everything else in AT&T’s answer', () => {
  test('stays as it is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(withoutSecrets(text, ['Canary-Never-Generated-0123456789'])).toBe(text);
      }),
    );
  });

  test('stays JSON', () => {
    const secret = 'a"b\\c/d&e';
    const text = JSON.stringify({ message: `x ${secret} y`, n: 1 });
    expect(JSON.parse(withoutSecrets(text, [secret]))).toEqual({ message: 'x [redacted] y', n: 1 });
  });

  test('takes no noticeable time of the processor in the largest answer', () => {
    const text = '{"accountName":"Test \\\\\\\\/ 100%25 &amp; more"},'.repeat(64_000);
    const before = process.cpuUsage();
    withoutSecrets(text, ['\\\\\\\\\\\\\\\\\\\\', 'a1b2c3d4e5f60718293a4b5c6d7e8f90', '%%%%%%%%%%%%']);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(2_000);
  });
});

describe('of a hundred Solution Providers', () => {
  const redactors = Array.from({ length: 100 }, (_, index) => {
    const pairs = ['current', 'next'].flatMap((slot) => [`id-${slot}-${index}-/+&"=`, `secret-${slot}-${index}-\\%<'`]);
    return { pairs, redact: redactorOf(pairs) };
  });

  test('each has its own secrets taken out, in any form, and no pattern is made of one', () => {
    const patterns = jest.spyOn(globalThis, 'RegExp');
    fc.assert(
      fc.property(
        fc.constantFrom(...redactors),
        fc.nat(3),
        fc.constantFrom(...Object.values(forms), ...Object.values(base64Forms)),
        fc.constantFrom(...redactors),
        ({ pairs, redact }, which, form, other) => {
          const [own, foreign] = [form(pairs[which]!), form(other.pairs[which]!)];
          patterns.mockClear();
          const clean = redact(`{"message":"${own}, not ${foreign}"}`);
          expect(patterns).not.toHaveBeenCalled();
          expect(clean).toContain('[redacted]');
          expect(clean).not.toContain(own);
          if (pairs !== other.pairs) expect(clean).toContain(foreign.slice(4, -4));
        },
      ),
    );
    patterns.mockRestore();
  });
});
