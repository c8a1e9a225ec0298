import { asStated } from '#domain/contract/as-stated';
import { metadata } from '#domain/labels';
import { maskAnswer } from '#domain/masking/mask-answer';
import { hasMaskedSentence } from '#domain/masking/mask';
import { storableRequest } from '#domain/masking/mask-echoes';
import { maskNamedText, maskSentence, maskText } from '#domain/masking/mask-text';
import { isLikeSecretName, isSecretName } from '#domain/masking/secret-names';
import { secretsOf } from '#domain/masking/secrets';
import { storableAnswer, withoutLikelySecrets } from '#domain/masking/storable-answer';
import { operationById } from '#operations/registry';

/** What is never stored in clear, in the words references have for it. */
const secrets: Record<string, readonly string[]> = {
  pin: ['pin', 'portPin', 'subscriber pin', 'billing pin', 'pin number', 'pin value'],
  passcode: ['passcode', 'pass code', 'account passcode'],
  ssn: ['ssn', 'cust ssn', 'ssn last 4', 'employee ssn'],
  social: ['social', 'social number', 'last 4 social', 'social sec num', 'social security number'],
  'tax id': ['tax id', 'tax number', 'tax no', 'federal tax id', 'tax identification', 'taxpayer no'],
  password: ['password', 'user password'],
  secret: ['secret', 'client secret'],
};

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A name of several words as references spell it. */
const cases: Record<string, (words: readonly string[]) => string> = {
  camelCase: ([first = '', ...rest]) => first + rest.map(capital).join(''),
  PascalCase: (words) => words.map(capital).join(''),
  snake_case: (words) => words.join('_'),
  'kebab-case': (words) => words.join('-'),
  UPPER_CASE: (words) => words.join('_').toUpperCase(),
  runtogether: (words) => words.join(''),
  RUNTOGETHER: (words) => words.join('').toUpperCase(),
};

const names = Object.entries(secrets).flatMap(([kind, given]) =>
  given.flatMap((words) =>
    Object.entries(cases).map(([spelling, inCase]): [string, string, string] => [
      kind,
      spelling,
      inCase(words.split(' ')),
    ]),
  ),
);

/** With secrets of its own, without any, and with those a tenant states. */
const operations = {
  documented: secretsOf(operationById('request-port-in')),
  plain: secretsOf(operationById('apex-create-quote')),
  stated: secretsOf(
    asStated({
      'request-port-in': { request: { members: { '/subscriberNumber': '/ctn' }, secretMembers: ['/losing/magic'] } },
    })(operationById('request-port-in')),
  ),
};

const value = '078051120';

const nestings: Record<string, (name: string) => unknown> = {
  'at the top': (name) => ({ [name]: value }),
  'as a number': (name) => ({ a: { [name]: 78051120 } }),
  'deep down': (name) => ({ a: [{ b: { c: [{ [name]: value }] } }] }),
  'as a list': (name) => ({ a: { [name]: [value, value] } }),
  'as an object': (name) => ({ a: { [name]: { is: value, was: { it: value } } } }),
};

const markup: Record<string, (name: string) => string> = {
  element: (name) => `<Answer><a><${name}>${value}</${name}></a></Answer>`,
  'element in a namespace': (name) => `<s:Answer><ns1:${name} x="1">${value}</ns1:${name}></s:Answer>`,
  attribute: (name) => `<Answer><a ${name}="${value}" x="1"/></Answer>`,
  assignment: (name) => `result=BAD&${name}=${value}`,
};

describe.each(Object.entries(operations))('of an operation: %s', (_, own) => {
  it.each(names)('%s, %s: %s is stored nowhere in clear', (__, ___, name) => {
    for (const [nesting, documentOf] of Object.entries(nestings)) {
      const document = documentOf(name);
      const text = JSON.stringify(document);
      const stored = {
        request: storableRequest(text, document, own),
        answer: storableAnswer({ text, value: document }, {}, own),
        'answer nobody can judge': maskAnswer(text, {}, own),
        'read-back': withoutLikelySecrets(text, own),
      };
      for (const [what, kept] of Object.entries(stored))
        expect({ what, nesting, kept, isClear: /78051120/.test(kept) }).toMatchObject({ isClear: false });
    }
    for (const [kind, textOf] of Object.entries(markup))
      expect({ kind, isClear: maskAnswer(textOf(name), {}, own).includes(value) }).toEqual({ kind, isClear: false });
  });
});

it.each(names)('%s, %s: a label %s keeps nothing', (_, __, name) => {
  const label = name.toLowerCase().replaceAll('-', '_');
  expect(metadata().parse({ [label]: value, other: 'x' })).toEqual({ [label]: '[secret]', other: 'x' });
});

/** As people and AT&T write of them. */
const sentences = [
  'Tax ID 12-3456789',
  'the tax id is 12-3456789',
  'TAX NUMBER: 12-3456789',
  'Taxpayer Identification Number 12-3456789',
  'EIN 12-3456789',
  'social security number 123456789',
  'Social Security # 123-45-6789',
  'social 123456789',
  'his social is 123 45 6789',
  'SSN 123-45-6789',
  'ssn: 123 45 6789',
  'SSN ending in 6789',
  'SSN last 4: 6789',
  'SSN:123456789',
  'PIN 456789',
  'the pin is 456789',
  'Pin=456789',
  'PIN#456789',
  'passcode 456789',
  'Passcode: 456789',
  'password is tiger6789',
  'PASSWORD: tiger-6789',
  'secret: tiger6789',
  'PIN is wrong: 456789',
  'Invalid PIN ("456789")',
  'PIN on file is 456789',
  'the PIN on record: 456789',
  'PINs on file are 456789',
  'Passcode does not match: 456789',
  'PIN does not match, expected 456789',
  'SSN of customer is 123456789',
  'SSN on file ends in 6789',
  'social security number of the customer is 123-45-6789',
  'Tax ID on the invoice is 12-3456789',
  'password on file is tiger6789',
  'Password for the portal was: tiger-6789',
  '456789 is not the PIN',
  'customer gave 456789 as her PIN',
  '123-45-6789 is not a valid SSN',
];

describe.each(sentences)('of the sentence %j', (sentence) => {
  it.each([
    ['a note', maskText(sentence)],
    ['a label', maskNamedText('x', sentence)],
    ['a sentence', maskSentence(sentence)],
    ...Object.entries(operations).flatMap(([kind, own]): [string, string][] => {
      const request = { thing: sentence, opportunityName: sentence };
      const answer = { a: [{ message: sentence }] };
      const text = JSON.stringify(answer);
      return [
        [`a request: ${kind}`, storableRequest(JSON.stringify(request), request, own)],
        [`an answer: ${kind}`, storableAnswer({ text, value: answer }, {}, own)],
        [`a read-back: ${kind}`, withoutLikelySecrets(text, own)],
        [`an answer nobody can judge: ${kind}`, maskAnswer(text, {}, own)],
        [`a page: ${kind}`, maskAnswer(`<html><p>${sentence}</p></html>`, {}, own)],
        [`plain text: ${kind}`, maskAnswer(`BAD REQUEST. ${sentence}, sorry`, {}, own)],
      ];
    }),
  ])('%s keeps no digit', (_, stored) => {
    expect(stored).not.toMatch(/\d{3}|6789/);
  });
});

it.each([
  ...['pinging', 'pinned', 'shippingAddress', 'mapping', 'opinion', 'spin', 'spinCode', 'spincode', 'topspin', 'unpin'],
  ...['kingpin', 'dropin', 'grouping', 'keepIn', 'shippingNotes', 'ownership', 'pinboard'],
  ...['socialMedia', 'social_network', 'socialmediahandle', 'socialize', 'SocialEventId'],
  ...['taxable', 'taxAmount', 'taxRate', 'taxCode', 'taxNotes', 'taxonomy', 'faxNumber'],
  ...[
    'businessName',
    'businessNumber',
    'businessnotes',
    'addressName',
    'className',
    'passenger',
    'accessNumber',
    'assn',
  ],
  ...['homeownersassn', 'description', 'companion', 'settings', 'quotingTool', 'postcode', 'XMLHttp'],
])('%s is the name of no secret', (name) => {
  expect(isSecretName(name, [])).toBe(false);
  expect(isLikeSecretName(name, [])).toBe(false);
});

it('a name as long as anybody makes one is one by its beginning or its end', () => {
  expect(isSecretName(`${'customerInformation'.repeat(20)}Ssn`, [])).toBe(true);
  expect(isSecretName(`passcode${'OfWhoever'.repeat(20)}`, [])).toBe(true);
});

it.each([
  'Incorrect PIN. 2 attempts left',
  'PIN: invalid',
  'Password: must have 8 characters',
  'The PIN of account 287012345678 is wrong',
  'Account number 287012345678 is not active',
  'PIN_INVALID 1021',
  'Taxes of 2026, shipping 4711',
  'Seen on social media 2026-11-29',
  'The PIN of customer 12345678 is wrong',
  'The PIN for 2125550188 is wrong',
  'PIN is wrong. Reference: 482913',
  'Invalid PIN, error code: 1021',
  'PIN does not match, ticket 482913',
  'Error 4021 for PIN',
  'Order 482913 is waiting. PIN needed',
  'Password on file is no longer valid',
])('AT&T’s sentence %j is told as it is', (sentence) => {
  expect(maskSentence(sentence)).toBe(sentence);
});

it('of an answer that tells no secret nothing is written anew', () => {
  const text = '{ "id" : 7700000100000000207, "at": "2026-11-29T14:20:06Z", "note": "All is well" }';
  expect(storableAnswer({ text, value: JSON.parse(text) }, {}, operations.plain)).toBe(text);
});

it('what a sentence was masked in is known, so that nothing is looked for by it', () => {
  expect(hasMaskedSentence({ body: { a: ['the PIN is [secret]'] } })).toBe(true);
  expect(hasMaskedSentence({ body: { pin: '[secret]', a: [1, null, 'x'] } })).toBe(false);
});

it('takes no longer for sentences made to be slow', () => {
  for (const text of [
    'pin is now '.repeat(20_000),
    'tax id is '.repeat(20_000),
    'pin on file '.repeat(20_000),
    '4711 is the '.repeat(20_000),
    `social ${'- '.repeat(50_000)}`,
  ]) {
    const start = performance.now();
    expect(maskSentence(text)).toBe(text);
    expect(performance.now() - start).toBeLessThan(2_000);
  }
});
