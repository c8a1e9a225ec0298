import { explainRejections } from '#domain/mobility/explain-rejections';
import { rejectionFor, rejectionsFor } from '#domain/mobility/port-rejections';

const [account, pin, zip, tax, name, address, btn, number] = [
  '/oldServiceProvider/accountNumber',
  '/oldServiceProvider/pin',
  '/billingZip',
  '/oldServiceProvider/taxId',
  '/accountHolder/name',
  '/accountHolder/address',
  '/billingTelephoneNumber',
  '/subscriberNumber',
] as const;

/** Sentences as carriers and their clearing houses write them, with the members that have to be corrected. */
const sentences: [string, string[]][] = [
  // The member first.
  ['Account number incorrect', [account]],
  ['Account number does not match', [account]],
  ["Account number doesn't match.", [account]],
  ['Account number is not valid', [account]],
  ['Account number not found', [account]],
  ['Account number required', [account]],
  ['Account number missing', [account]],
  ['Account number mismatch', [account]],
  ['Account Number - Incorrect', [account]],
  ['Account # is wrong', [account]],
  ['The account number is not the one on file', [account]],
  ['Account number isn’t what the old carrier has', [account]],
  ['ACCT NO INVALID', [account]],
  ['Acct number blank', [account]],
  ['Account number must be provided', [account]],
  ['ACCOUNT_NUMBER_MISMATCH', [account]],
  ['8A: Account number required or incorrect', [account]],
  ['PIN incorrect', [pin]],
  ['PIN is invalid', [pin]],
  ['PIN expired', [pin]],
  ['PIN has expired', [pin]],
  ['PIN not provided', [pin]],
  ['PIN was not recognized', [pin]],
  ['PIN could not be verified', [pin]],
  ['PIN failed validation', [pin]],
  ['Passcode does not match', [pin]],
  ['Password/PIN required', [pin]],
  ['Password required or incorrect', [pin]],
  ['8D: Password/PIN missing or invalid', [pin]],
  ['Passcode is different from the one on the account', [pin]],
  ['Security code wrong', [pin]],
  ['Transfer PIN expired', [pin]],
  ['The transfer PIN is wrong.', [pin]],
  ['Number Transfer PIN is no longer valid', [pin]],
  ['Port-out PIN not found', [pin]],
  ['Porting PIN already used up', [pin]],
  ['ZIP code mismatch', [zip]],
  ['Zip does not match', [zip]],
  ['Billing ZIP code is not on file', [zip]],
  ['ZIP required or incorrect', [zip]],
  ['Postal code is wrong', [zip]],
  ['SSN does not match', [tax]],
  ['SSN/Tax ID required or incorrect', [tax]],
  ['Tax ID mismatch', [tax]],
  ['Social security number invalid', [tax]],
  ['Name does not match', [name]],
  ['Business name mismatch', [name]],
  ['Customer name is not the same as on the CSR', [name]],
  ['Authorized name mismatch', [name]],
  ['Authorised person not recognised', [name]],
  ['Authorized signer not on account', [name]],
  ['First name/last name mismatch', [name]],
  ['Address mismatch', [address]],
  ['Service address does not match', [address]],
  ['Service address is incomplete', [address]],
  ['BTN mismatch', [btn]],
  ['Billing telephone number is incorrect', [btn]],
  ['BTN does not match the account', [btn]],
  ['TN not found', [number]],
  ['MDN not found', [number]],
  ['Telephone number not on account', [number]],
  ['Phone number does not belong to the account: not found', [number]],
  ['Number not part of account', [number]],
  // The verdict first.
  ['Incorrect account number', [account]],
  ['Invalid account number', [account]],
  ['Wrong account number.', [account]],
  ['Missing account number', [account]],
  ['Mismatched account number', [account]],
  ['No matching account number', [account]],
  ['Bad account number', [account]],
  ['Unable to verify account number', [account]],
  ['Could not validate account number', [account]],
  ['Cannot match account number', [account]],
  ['Failed to validate the account number', [account]],
  ['Please correct the account number', [account]],
  ['Please verify account number and resubmit', [account]],
  ['Must provide account number', [account]],
  ['Not a valid account number', [account]],
  ['Incorrect PIN', [pin]],
  ['Invalid PIN', [pin]],
  ['Expired PIN', [pin]],
  ['Wrong passcode', [pin]],
  ['Missing or invalid PIN', [pin]],
  ['Need correct PIN', [pin]],
  ['Correct PIN required', [pin]],
  ['Please provide a valid PIN', [pin]],
  ['Customer must obtain a new PIN', [pin]],
  ['Resend with the right passcode: wrong passcode', [pin]],
  ['Invalid transfer PIN', [pin]],
  ['Expired number transfer PIN', [pin]],
  ['Invalid ZIP', [zip]],
  ['Incorrect billing zip code', [zip]],
  ['Wrong postal code', [zip]],
  ['Invalid SSN', [tax]],
  ['Missing tax identification number', [tax]],
  ['Incorrect name', [name]],
  ['Wrong service address', [address]],
  ['Incorrect BTN', [btn]],
  ['Invalid telephone number', [number]],
  ['Incorrect MDN', [number]],
  // Several.
  ['PIN and account number do not match', [pin, account]],
  ['Account number and/or PIN incorrect', [account, pin]],
  ['Incorrect account number or PIN', [account, pin]],
  ['Invalid PIN, ZIP code', [pin, zip]],
  ['PIN, ZIP and account number are wrong', [pin, zip, account]],
  ['Account number/PIN mismatch', [account, pin]],
  ['PIN incorrect; ZIP mismatch', [pin, zip]],
  ['PIN is wrong and ZIP code is missing', [pin, zip]],
  ['Wrong PIN. Wrong ZIP.', [pin, zip]],
  ['SSN or tax id wrong', [tax]],
  ['Name & address mismatch', [name, address]],
  ['Account number incorrect, PIN incorrect', [account, pin]],
  // What is right is not named.
  ['Account number OK; PIN incorrect', [pin]],
  ['Account number OK, PIN incorrect', [pin]],
  ['Account number OK PIN incorrect', [pin]],
  ['Account number ok but PIN incorrect', [pin]],
  ['PIN incorrect, account number OK', [pin]],
  ['PIN incorrect (account number correct)', [pin]],
  ['PIN is correct. Account number is not.', [account]],
  ['PIN correct but account number does not match', [account]],
  ['Account number matches, ZIP does not match', [zip]],
  ['Account number verified - PIN mismatch', [pin]],
  ['Valid account number, invalid PIN', [pin]],
  ['Valid account number but wrong PIN', [pin]],
  ['Correct PIN; incorrect account number', [account]],
  ['Incorrect PIN, valid account number', [pin]],
  ['PIN validated; ZIP code failed', [zip]],
  ['Account number and PIN match, ZIP does not match', [zip]],
  ['Account number and PIN are valid; name mismatch', [name]],
  ['Account number, not the PIN, is incorrect', [account]],
  ['PIN not required; account number missing', [account]],
  ['No issues with the account number, PIN expired', [pin]],
  ['ZIP is not wrong; SSN is', [tax]],
  ['Everything matches except the ZIP code', [zip]],
  ['PIN accepted however the service address differs', [address]],
  ['Name OK. Address OK. SSN mismatch.', [tax]],
  ['Incorrect PIN and ZIP, account number ok', [pin, zip]],
  ['Account number is right while the PIN is not valid', [pin]],
  ['MDN ok; account number wrong', [account]],
  ['Phone number valid, PIN invalid', [pin]],
  ['PIN does not match account number', [pin]],
];

it('are many', () => expect(sentences.length).toBeGreaterThanOrEqual(120));

it.each(sentences)('“%s” names what is wrong and nothing that is right', (text, fields) => {
  expect([...(rejectionFor({ text })?.fields ?? [])].toSorted()).toEqual(fields.toSorted());
});

it.each(sentences)('“%s” is told the same in capitals, and with the code OTHER', (text, fields) => {
  for (const reason of [{ text: text.toUpperCase() }, { code: 'OTHER', text }]) {
    expect([...(rejectionFor(reason)?.fields ?? [])].toSorted()).toEqual(fields.toSorted());
  }
});

it.each([
  ['MDN not active', 'MDN_INACTIVE'],
  ['Phone number is suspended', 'MDN_INACTIVE'],
  ['Number is not portable', 'PHONE_NUMBER_NOT_PORTABLE'],
  ['Rate center not portable', 'RATE_CENTER_NOT_PORTABLE'],
  ['Port-out lock on the line', 'PHONE_NUMBER_HAS_SPECIAL_FEATURE'],
  ['Pending order at the old carrier', 'PENDING_ORDER'],
  ['Requested date not allowed', 'FOC_REJECTED'],
  ['The old carrier does not respond', 'OSP_IRRESPONSIVE'],
])('“%s” is about no member that could be corrected alone: %s', (text, code) => {
  expect(rejectionFor({ text })?.code).toBe(code);
});

it.each(['Account number OK', 'PIN and ZIP are correct', 'PIN matches. Account number matches.'])(
  'of “%s” nothing is known to be wrong',
  (text) => expect(rejectionFor({ text })).toBeUndefined(),
);

it('believes the text where it calls right what the code names', () => {
  const text = 'Account number OK; PIN incorrect';
  expect(rejectionFor({ code: 'ACCOUNT_NUMBER_MISMATCH', text })).toMatchObject({ fields: [pin] });
  expect(rejectionFor({ code: 'ACCOUNT_NUMBER_MISMATCH', text: 'Account number OK' })).toBeUndefined();
  expect(rejectionFor({ code: 'PIN_INVALID', text: 'PIN and ZIP are wrong' })).toMatchObject({ fields: [pin, zip] });
});

it('has the causes, the cures and one example of all that is wrong', () => {
  const reason = { text: 'PIN and account number do not match' };
  const several = rejectionFor(reason);
  expect(several?.code).toBe('PASSCODE_PIN_INVALID');
  const { cause, examplePatch } = explainRejections(rejectionsFor(reason));
  expect(cause).toMatch(/PIN.*\. The account/);
  expect(examplePatch).toEqual({ oldServiceProvider: { pin: expect.any(String), accountNumber: expect.any(String) } });
  expect(several?.cure).toMatch(/PIN.*account|account.*PIN/is);
});

describe.each([
  ['ACCOUNT_NUMBER', account],
  ['PIN', pin],
  ['PASSCODE', pin],
  ['PASSWORD', pin],
  ['TRANSFER_PIN', pin],
  ['WIRELESS_PIN', pin],
  ['ZIP', zip],
  ['ZIP_CODE', zip],
  ['POSTAL_CODE', zip],
  ['SSN', tax],
  ['TAX_ID', tax],
  ['NAME', name],
  ['ENTITY_NAME', name],
  ['BUSINESS_NAME', name],
  ['AUTHORIZED_NAME', name],
  ['ADDRESS', address],
  ['SERVICE_ADDRESS', address],
  ['LOCATION', address],
  ['BTN', btn],
])('codes about %s', (member, field) => {
  it.each(['_MISMATCH', '_REQUIRED', '_INVALID', '_INCORRECT', '_MISSING', '_NOT_VALID', '_ERROR'])(
    'end with %s',
    (end) => {
      expect(rejectionFor({ code: `${member}${end}` })?.fields).toEqual([field]);
    },
  );

  it.each(['INVALID', 'INCORRECT', 'MISSING', 'WRONG'])('begin with %s', (begin) => {
    expect(rejectionFor({ code: `${begin} ${member.replaceAll('_', ' ')}` })?.fields).toEqual([field]);
  });
});
