import fc from 'fast-check';
import { asStated } from '#domain/contract/as-stated';
import { maskAnswer } from '#domain/masking/mask-answer';
import { secretsOf } from '#domain/masking/secrets';
import { operationById } from '#operations/registry';

/** With secrets of its own, without any, and with those a tenant states. */
const operations = {
  documented: operationById('request-port-in'),
  plain: operationById('apex-create-quote'),
  stated: asStated({
    'request-port-in': {
      request: { members: { '/subscriberNumber': '/ctn' }, secretMembers: ['/losing/magic', '/people/*/mother'] },
      answer: { members: { '/id': '/order/orderNo', '/state': '/order/status' } },
    },
  })(operationById('request-port-in')),
};

const canary = 'CANARY77Q';

/** Answers in shapes nobody knows, with a secret under a name that says so. */
const named: Record<string, string> = {
  'a member': `{"accountPin":"${canary}"}`,
  'a member in another case and deep down': `{"a":[{"b":{"TAX_ID":"${canary}"}}]}`,
  'a whole object': `{"passcode":{"old":"x","new":["${canary}"]}}`,
  'name and value': `{"characteristic":[{"name":"socialSecurityNumber","value":"${canary}"}]}`,
  'XML in JSON': `{"fault":"<env><Pin>${canary}</Pin></env>"}`,
  'a form in JSON': `{"echo":"ctn=2125550101&pin=${canary}&x=1"}`,
  'an element': `<Answer><losingPIN>${canary}</losingPIN></Answer>`,
  'an element with a namespace and attributes': `<s:E><ns:passCode type="x" >${canary}</ns:passCode></s:E>`,
  'an element with elements': `<E><secret><part>a</part><part>${canary}</part></secret></E>`,
  'an element in one of its name': `<E><pin><pin>1</pin>${canary}</pin></E>`,
  'an element that does not end': `<E><password>${canary}`,
  'an attribute': `<order id="7" pin='${canary}'/>`,
  'a field of a page': `<html><body><input type="hidden" name="ssn" value="${canary}"></body></html>`,
  'a sentence of a page': `<html><body><p>Your PIN: ${canary} is not right</p></body></html>`,
  'a form': `result=BAD&tax-id=${canary}`,
  'a line of text': `BAD REQUEST\npassword: ${canary}\n`,
  'JSON with a comma too many': `{"state": "DONE", "passcode": "${canary}",}`,
  'an object in JSON with a comma too many': `{"error": {"secret": {"a": "${canary}"}},}`,
  'JSON after something else': `)]}',\n{"accountPin": "${canary}"}`,
};

describe.each(Object.entries(operations))('of an answer to an operation: %s', (_, operation) => {
  const secrets = secretsOf(operation);

  it.each(Object.entries(named))('%s of a secret name is not stored', (__, answer) => {
    expect(maskAnswer(answer, {}, secrets)).not.toContain(canary);
    expect(maskAnswer(answer, {}, secrets)).toContain('[secret]');
  });

  it('what is no secret stays, with its digits', () => {
    const answer = '{"order":{"orderNo":7700000100000000207,"status":"DONE"},"note":"All is well"}';
    expect(maskAnswer(answer, {}, secrets)).toBe(answer);
    const page = '<Order><orderNo>7700000100000000207</orderNo><status>DONE</status></Order>';
    expect(maskAnswer(page, {}, secrets)).toBe(page);
  });

  it('what is nested without end is no document', () => {
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    expect(maskAnswer(deep, {}, secrets)).toBe(deep);
  });
});

describe('what the request had as a secret', () => {
  const body = { losing: { magic: canary }, people: [{ mother: 'Ximena9' }] };
  const secrets = secretsOf(operations.stated);

  it.each([
    ['at its own place', `{"losing":{"magic":"${canary}"},"people":[{"mother":"Ximena9"}]}`],
    ['elsewhere', `{"echo":{"what":"${canary}","who":"Ximena9"}}`],
    ['in a sentence', `{"message":"It was ${canary} of Ximena9"}`],
    ['in a page', `<html><p>It was ${canary} of Ximena9</p></html>`],
    ['in an element', `<A><what>${canary}</what><who>Ximena9</who></A>`],
  ])('is not stored %s', (_, answer) => {
    expect(maskAnswer(answer, body, secrets)).not.toMatch(/CANARY77Q|Ximena9/);
  });
});

it('no name, nesting or kind of text has a secret stored', () => {
  const name = fc.constantFrom('pin', 'PassCode', 'SSN', 'social_security_no', 'taxId', 'client-secret', 'Password');
  const wrap = fc.array(fc.constantFrom('order', 'line', 'a1', 'x_y'), { maxLength: 4 });
  const kinds: ((path: string[], secret: string) => string)[] = [
    (path, secret) => path.reduceRight((inner, one) => `{"${one}":${inner}}`, `"${secret}"`),
    (path, secret) => path.reduceRight((inner, one) => `<${one}>${inner}</${one}>`, secret),
    (path, secret) => path.reduceRight((inner, one) => `{ "${one}" : ${inner} , }`, `"${secret}"`),
    (path, secret) => `${path.join('.')} ${path.at(-1)!}=${secret}`,
  ];
  const secret = fc.stringMatching(/^[A-Z]{4}\d{4}[A-Z]{2}$/);
  fc.assert(
    fc.property(fc.constantFrom(...kinds), wrap, name, secret, (kind, path, last, value) => {
      const answer = kind([...path, last], value);
      expect(maskAnswer(answer, {}, secretsOf(operations.plain))).not.toContain(value);
    }),
  );
});
