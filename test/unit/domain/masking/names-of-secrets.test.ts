import { metadata } from '#domain/labels';
import { maskAnswer } from '#domain/masking/mask-answer';
import { storableRequest } from '#domain/masking/mask-echoes';
import { isLikeSecretName, isSecretName } from '#domain/masking/secret-names';
import { storableAnswer, withoutLikelySecrets } from '#domain/masking/storable-answer';
import { operations } from './operations-with-secrets';

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
        request: storableRequest({ text: text, value: document }, own),
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

/** As people write names, who are held back by no syntax. */
const written: Record<string, (words: readonly string[]) => string> = {
  blanks: (words) => words.join(' '),
  'Title Case': (words) => words.map(capital).join(' '),
  'dots.': (words) => words.join('.'),
  'dashes and blanks': (words) => words.join(' - '),
};
const inWords = Object.values(secrets)
  .flat()
  .flatMap((words) => Object.values(written).map((inWriting) => inWriting(words.split(' '))));

describe.each(Object.entries(operations))('of an operation: %s', (_, own) => {
  it.each([
    ...inWords,
    ...['tax #', 'Tax #', 'soc sec', 'Soc. Sec. No.', 'ss#', 'SS number', 'S.S.N.', 'P.I.N.', 'EIN', 'tax ref no'],
  ])('a member %j is stored nowhere in clear', (name) => {
    for (const [nesting, documentOf] of Object.entries(nestings)) {
      const document = documentOf(name);
      const text = JSON.stringify(document);
      const stored = {
        request: storableRequest({ text, value: document }, own),
        answer: storableAnswer({ text, value: document }, {}, own),
        'answer nobody can judge': maskAnswer(text, {}, own),
        'what looks like JSON': maskAnswer(`{ok: no, '${name}': '${value}'}`, {}, own),
      };
      for (const [what, kept] of Object.entries(stored)) expect([nesting, what, kept]).not.toContainEqual(expect.stringMatching(/78051120/)); // prettier-ignore
    }
  });
});

it.each([
  ...['pinging', 'pinned', 'shippingAddress', 'mapping', 'opinion', 'spin', 'spinCode', 'spincode', 'topspin', 'unpin'],
  ...['kingpin', 'dropin', 'grouping', 'keepIn', 'shippingNotes', 'ownership', 'pinboard'],
  ...['socialMedia', 'social_network', 'socialmediahandle', 'socialize', 'SocialEventId'],
  ...[
    'social media plan',
    'social-media',
    'Social Plan',
    'socialPass',
    'social apps',
    'tax rate',
    'tax-exempt',
    'tax year',
  ],
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

it('of an answer that tells no secret nothing is written anew', () => {
  const text = '{ "id" : 7700000100000000207, "at": "2026-11-29T14:20:06Z", "note": "All is well" }';
  expect(storableAnswer({ text, value: JSON.parse(text) }, {}, operations.plain)).toBe(text);
});
