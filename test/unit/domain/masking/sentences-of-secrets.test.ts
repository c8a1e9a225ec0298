import { maskAnswer } from '#domain/masking/mask-answer';
import { hasMaskedSentence } from '#domain/masking/mask';
import { storableRequest } from '#domain/masking/mask-echoes';
import { maskNamedText, maskSentence, maskText } from '#domain/masking/mask-text';
import { storableAnswer, withoutLikelySecrets } from '#domain/masking/storable-answer';
import { operations } from './operations-with-secrets';

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
  'tax number 123-45-6789',
  'tax-number 123456789',
  'tax_number 123456789',
  'Tax #: 12-3456789',
  'tax # 123456789',
  'tax ref 123456789',
  'tax reference number 123456789',
  'tax registration no. 123456789',
  'tax file number 123 456 789',
  'taxpayer 123456789',
  'social: 123-45-6789',
  'Social-Security 123456789',
  'social_security: 123456789',
  'social insurance number 123 456 789',
  'soc sec 123456789',
  'Soc. Sec. No. 123456789',
  'ss# 123456789',
  'SS number is 123456789',
  'S.S.N. 123456789',
  'social ***-**-6789',
  'last four of the social: 6789',
  'P.I.N. 456789',
  'pass-code 456789',
  'pass word: tiger6789',
  'security code 456789',
  'security answer: tiger6789',
  'card number 4111111111116789',
  'CVV 456',
  'OTP 456789',
  'one-time code is 456789',
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
        [`a request: ${kind}`, storableRequest({ text: JSON.stringify(request), value: request }, own)],
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
  'Incorrect PIN. 2 attempts left',
  'PIN: invalid',
  'Password: must have 8 characters',
  'The PIN of account 287012345678 is wrong',
  'Account number 287012345678 is not active',
  'PIN_INVALID 1021',
  'Taxes of 2026, shipping 4711',
  'Seen on social media 2026-11-29',
  'social media plan 2024',
  'Social media: 500 MB',
  'social 5GB plan',
  'Social 200 MB a day',
  'Social: unlimited',
  'social event 2024, antisocial 4711',
  'tax 8.25, tax rate: 0.0825, tax amount 1234.50',
  'tax number of lines 3',
  'tax code 4711, tax year 2024, tax exempt 1234',
  'SIM card number 89014103211118510720',
  'Social security benefits begin in 2027',
  'the class no longer has 4711 seats',
  'passing 4711, pinned 4711, spin 4711',
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
    'social is now '.repeat(20_000),
    `social ${'1 '.repeat(50_000)}x`,
  ]) {
    const start = performance.now();
    expect(maskSentence(text)).toBe(text);
    expect(performance.now() - start).toBeLessThan(2_000);
  }
});
