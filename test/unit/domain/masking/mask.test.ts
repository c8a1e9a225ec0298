import fc from 'fast-check';
import { maskedAt, maskMembers, maskRequest } from '#domain/masking/mask';
import { secretsOf } from '#domain/masking/secrets';

describe('masking secret members', () => {
  it('puts [secret] in place of what is there, and nothing where nothing is', () => {
    const text = '{"pin":"1234","lines":[{"sim":"1","imei":2},{"sim":null}],"a/b":{"~c":[1]}}';
    expect(maskMembers(text, ['/pin', '/lines/*/sim', '/a~1b/~0c', '/absent', '/pin/deeper', '/lines/7/sim'])).toBe(
      '{"pin":"[secret]","lines":[{"sim":"[secret]","imei":2},{"sim":"[secret]"}],"a/b":{"~c":"[secret]"}}',
    );
  });

  it('masks whole objects and lists, so that nothing inside is left', () => {
    expect(maskMembers('{"account":{"number":"1","pin":"2"},"pins":["1","2"]}', ['/account', '/pins/*'])).toBe(
      '{"account":"[secret]","pins":["[secret]","[secret]"]}',
    );
  });

  it('keeps every other number as it was written', () => {
    const text = '{"a":1.10,"b":9007199254740993,"c":1e400,"pin":0.10}';
    expect(maskMembers(text, ['/pin'])).toBe('{"a":1.10,"b":9007199254740993,"c":1e400,"pin":"[secret]"}');
  });

  it('leaves a body without secret members as it is', () => {
    expect(maskMembers('{ "a" : 1.0 }')).toBe('{ "a" : 1.0 }');
    expect(maskMembers('{ "a" : 1.0 }', [])).toBe('{ "a" : 1.0 }');
  });

  it.each(['"text"', '1', 'null', '[]'])('takes %s for a body that has no members', (text) => {
    expect(maskMembers(text, ['/pin', '/*/pin'])).toBe(text);
  });

  it('reaches nothing of what JavaScript objects have by themselves', () => {
    expect(maskMembers('{}', ['/constructor/name', '/__proto__/x'])).toBe('{}');
    expect(maskMembers('{"__proto__":{"pin":"1"}}', ['/__proto__/pin'])).toBe('{"__proto__":{"pin":"[secret]"}}');
    expect(({} as Record<string, unknown>)['pin']).toBeUndefined();
  });

  it('knows of a list its elements alone', () => {
    expect(maskMembers('{"pins":["1","2"]}', ['/pins/length', '/pins/2', '/pins/01'])).toBe('{"pins":["1","2"]}');
    expect(maskMembers('{"pins":[]}', ['/pins/length'])).toBe('{"pins":[]}');
  });

  it('leaves the document it is given as it was', () => {
    const document = { lines: [{ pin: '1' }, { pin: '2' }], other: { kept: 1 } };
    const before = structuredClone(document);
    const masked = maskedAt(document, ['/lines/0/pin', '/other/absent']) as typeof document;
    expect(masked.lines).toEqual([{ pin: '[secret]' }, { pin: '2' }]);
    expect(document).toEqual(before);
    expect(masked.other).toBe(document.other);
  });

  it('lets no secret through, wherever lists and objects put it', () => {
    const secret = 'canary-7731';
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', '*'), { minLength: 1, maxLength: 5 }), (path) => {
        const document = path.reduceRight<unknown>(
          (inner, token) => (token === '*' ? [inner, inner] : { [token]: inner }),
          secret,
        );
        expect(maskMembers(JSON.stringify(document), [`/${path.join('/')}`])).not.toContain(secret);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('masking a caller’s request', () => {
  it('takes a secret member out wherever the caller has put it', () => {
    const secrets = secretsOf({ secretMembers: ['/account/pin', '/account/number'], request: {} });
    const text = '{"acount":[{"pin":"1","a":1.0}],"account":{"number":{"x":"2"},"name":"n"}}';
    expect(maskRequest(text, secrets)).toBe(
      '{"acount":[{"pin":"[secret]","a":1.0}],"account":{"number":"[secret]","name":"n"}}',
    );
  });
});
