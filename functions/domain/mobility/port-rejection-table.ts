import { dateRejections, numberRejections, otherRejections } from '#domain/mobility/port-rejection-table-orders';
import type { PortRejection } from '#domain/mobility/port-rejections';

const pinField = '/oldServiceProvider/pin';
const freshPin = { oldServiceProvider: { pin: '739105' } };

/** What does not match the old carrier’s record of its customer. */
const accountRejections: readonly PortRejection[] = [
  {
    code: 'ACCOUNT_NUMBER_MISMATCH',
    alsoCalled: ['ACCOUNT_NUMBER_INVALID', 'ACCOUNT_NUMBER_INCORRECT', 'INVALID_ACCOUNT_NUMBER'],
    words: /account (number|no\b).*(match|incorrect|invalid|wrong|require)/i,
    fields: ['/oldServiceProvider/accountNumber'],
    cause: 'The account number is not the one the old carrier has for this number.',
    cure: 'Have the customer copy it from the latest bill or port-out certificate; for some carriers it is the billing telephone number. Then resubmit.',
    actor: 'end-customer',
    resubmittable: true,
    examplePatch: { oldServiceProvider: { accountNumber: '900054321' } },
  },
  {
    code: 'WIRELESS_PIN_INVALID',
    alsoCalled: ['TRANSFER_PIN_INVALID', 'TRANSFER_PIN_EXPIRED', 'NUMBER_TRANSFER_PIN_INVALID'],
    words: /transfer pin/i,
    fields: [pinField],
    cause: 'The number transfer PIN of the wireless carrier is wrong, used up or expired.',
    cure: 'Have the account owner make a new number transfer PIN at the old carrier; an account password does not count. Send it before it expires.',
    actor: 'end-customer',
    resubmittable: true,
    examplePatch: freshPin,
  },
  {
    code: 'PASSCODE_PIN_INVALID',
    alsoCalled: ['PIN_INVALID', 'INVALID_PIN', 'PASSCODE_INVALID', 'PASSCODE_MISMATCH', 'PASSWORD_MISMATCH'],
    words: /\b(pin|passcode|password)\b/i,
    fields: [pinField],
    cause: 'The passcode or PIN is missing, wrong or expired.',
    cure: 'Have the account owner get a fresh PIN from the old carrier; only the owner can, and many expire within days. Then resubmit.',
    actor: 'end-customer',
    resubmittable: true,
    examplePatch: freshPin,
  },
  {
    code: 'POSTAL_CODE_MISMATCH',
    alsoCalled: ['POSTAL_CODE_INVALID'],
    words: /postal code/i,
    fields: ['/billingZip'],
    cause: 'The postal code is not the one on the old carrier’s record.',
    cure: 'Use the ZIP code of the bill at the old carrier, not that of the office or the place of use.',
    actor: 'you',
    resubmittable: true,
    examplePatch: { billingZip: '10002' },
  },
  {
    code: 'ZIP_MISMATCH',
    alsoCalled: ['ZIP_CODE_MISMATCH', 'ZIP_INVALID', 'BILLING_ZIP_MISMATCH', 'INVALID_ZIP'],
    words: /\bzip\b/i,
    fields: ['/billingZip'],
    cause: 'The billing ZIP code is missing or is not the one the wireless carrier has.',
    cure: 'Use the billing ZIP code of the account at the old carrier, five digits.',
    actor: 'you',
    resubmittable: true,
    examplePatch: { billingZip: '10003' },
  },
  {
    code: 'TAX_ID_MISMATCH',
    alsoCalled: ['SSN_MISMATCH', 'SSN_TAX_ID_MISMATCH', 'TAX_ID_INVALID', 'SSN_INVALID'],
    words: /\b(ssn|tax id|tax identification|social security)\b/i,
    fields: ['/oldServiceProvider/taxId'],
    cause: 'The tax id or the last digits of the social security number are missing or wrong.',
    cure: 'Ask the account owner which one the old carrier has on record, and send its last 4 digits.',
    actor: 'end-customer',
    resubmittable: true,
    examplePatch: { oldServiceProvider: { taxId: '4321' } },
  },
  {
    code: 'ENTITY_NAME_MISMATCH',
    alsoCalled: ['NAME_MISMATCH', 'BUSINESS_NAME_MISMATCH'],
    words: /(entity|business|company|customer) name|name mismatch/i,
    fields: ['/accountHolder/name'],
    cause: 'The name of the account’s owner is not the one on the old carrier’s record.',
    cure: 'Write it exactly as in the customer service record, punctuation included.',
    actor: 'you',
    resubmittable: true,
    examplePatch: { accountHolder: { name: { businessName: 'Example Freight, LLC' } } },
  },
  {
    code: 'AUTH_PERSON_MISMATCH',
    alsoCalled: ['AUTHORIZED_PERSON_MISMATCH', 'AUTHORIZED_NAME_MISMATCH'],
    words: /authori[sz]ed (person|name|user)/i,
    fields: ['/accountHolder/name'],
    cause: 'The person named may not decide about the account at the old carrier.',
    cure: 'Name the person the old carrier lists as authorized, exactly as in the customer service record.',
    actor: 'you',
    resubmittable: true,
    examplePatch: { accountHolder: { name: { firstName: 'Kimberly', lastName: 'Example' } } },
  },
  {
    code: 'LOCATION_MISMATCH',
    alsoCalled: ['ADDRESS_MISMATCH', 'SERVICE_ADDRESS_MISMATCH', 'ADDRESS_INVALID'],
    words: /\baddress\b/i,
    fields: ['/accountHolder/address'],
    cause: 'The service address is not the one on the old carrier’s record.',
    cure: 'Use the address in the customer service record of the old carrier.',
    actor: 'you',
    resubmittable: true,
    examplePatch: {
      accountHolder: {
        address: { street: '100 Example Avenue', unit: 'Suite 5', city: 'New York', state: 'NY', zipCode: '10001' },
      },
    },
  },
];

/** In the order of the documents; where texts are compared, the first that fits counts. */
export const rejectionTable: readonly PortRejection[] = [
  ...accountRejections,
  ...numberRejections,
  ...dateRejections,
  ...otherRejections,
];
