import type { RejectionExplanation } from '#domain/mobility/port-rejection';

const freshPin = { oldServiceProvider: { pin: '739105' } };
const note = (text: string) => ({ note: [{ text }] });

/** What views and documents say of each rejection, by its code. */
export const rejectionExplanations: Readonly<Record<string, RejectionExplanation>> = {
  ACCOUNT_NUMBER_MISMATCH: {
    cause: 'The account number is not the one the old carrier has for this number.',
    examplePatch: { oldServiceProvider: { accountNumber: '900054321' } },
  },
  WIRELESS_PIN_INVALID: {
    cause: 'The number transfer PIN of the wireless carrier is wrong, used up or expired.',
    examplePatch: freshPin,
  },
  PASSCODE_PIN_INVALID: {
    cause: 'The passcode or PIN is missing, wrong or expired.',
    examplePatch: freshPin,
  },
  POSTAL_CODE_MISMATCH: {
    cause: 'The postal code is not the one on the old carrier’s record.',
    examplePatch: { billingZip: '10002' },
  },
  ZIP_MISMATCH: {
    cause: 'The billing ZIP code is missing or is not the one the wireless carrier has.',
    examplePatch: { billingZip: '10003' },
  },
  TAX_ID_MISMATCH: {
    cause: 'The tax id or the last digits of the social security number are missing or wrong.',
    examplePatch: { oldServiceProvider: { taxId: '4321' } },
  },
  ENTITY_NAME_MISMATCH: {
    cause: 'The name of the account’s owner is not the one on the old carrier’s record.',
    examplePatch: { accountHolder: { name: { businessName: 'Example Freight, LLC' } } },
  },
  AUTH_PERSON_MISMATCH: {
    cause: 'The person named may not decide about the account at the old carrier.',
    examplePatch: { accountHolder: { name: { firstName: 'Kimberly', lastName: 'Example' } } },
  },
  LOCATION_MISMATCH: {
    cause: 'The service address is not the one on the old carrier’s record.',
    examplePatch: {
      accountHolder: {
        address: { street: '100 Example Avenue', unit: 'Suite 5', city: 'New York', state: 'NY', zipCode: '10001' },
      },
    },
  },
  BTN_ATN_MISMATCH: {
    cause: 'The billing telephone number is not the main number of the old account.',
    examplePatch: { billingTelephoneNumber: '2125550199' },
  },
  MAIN_BTN_PORTING: {
    cause: 'The main number of the old account is the one that moves, so the account would be left without one.',
    examplePatch: { billingTelephoneNumber: '2125550198' },
  },
  PHONE_NUMBER_MISMATCH: {
    cause: 'The number does not belong to the account at the old carrier.',
    examplePatch: { subscriberNumber: '2125550120' },
  },
  MDN_INACTIVE: {
    cause: 'The number is not active at the old carrier: suspended, cancelled, or on its way out already.',
    examplePatch: note('The number is active again at the old carrier.'),
  },
  PHONE_NUMBER_NOT_PORTABLE: {
    cause: 'The number cannot be moved to another carrier.',
    examplePatch: { subscriberNumber: '2125550120' },
  },
  RATE_CENTER_NOT_PORTABLE: {
    cause: 'AT&T does not take numbers of this rate center.',
    examplePatch: { subscriberNumber: '2125550120' },
  },
  PHONE_NUMBER_HAS_SPECIAL_FEATURE: {
    cause: 'The old carrier has a feature on the number that keeps it there, such as a port-out lock.',
    examplePatch: note('The feature was removed at the old carrier.'),
  },
  LSR_PENDING: {
    cause: 'Another service request for the number is open at the old carrier.',
    examplePatch: note('The open service request is closed.'),
  },
  PENDING_ORDER: {
    cause: 'An order for the number is open at the old carrier, or another carrier is porting it.',
    examplePatch: note('The open order is closed.'),
  },
  FOC_REJECTED: {
    cause: 'The old carrier does not agree to the requested date.',
    examplePatch: { requestedStartDate: '2026-11-20T15:30:00+0000' },
  },
  FOC_EXPIRED: {
    cause: 'The date the old carrier agreed to has passed without the number moving.',
    examplePatch: { requestedStartDate: '2026-11-23T15:30:00+0000' },
  },
  PORTING_ORDER_SPLIT_REQUIRED: {
    cause: 'The numbers belong to several accounts or carriers.',
    examplePatch: { ...note('Split: this number only.'), oldServiceProvider: { accountNumber: '900012345' } },
  },
  PORT_TYPE_INCORRECT: {
    cause: 'The old carrier expects a full port where a partial one was asked for, or the other way round.',
    examplePatch: { description: 'Partial port: only this number leaves the account.' },
  },
  OSP_IRRESPONSIVE: {
    cause: 'The old carrier does not answer AT&T.',
    examplePatch: note('Resubmitted as agreed in the AT&T ticket.'),
  },
  SV_CONFLICT: {
    cause: 'The number portability database has a conflicting entry for the number.',
    examplePatch: note('The conflict is cleared, as agreed in the AT&T ticket.'),
  },
  SV_UNKNOWN_FAILURE: {
    cause: 'The number portability database failed for a reason it does not give.',
    examplePatch: note('Resubmitted as agreed in the AT&T ticket.'),
  },
  OTHER: {
    cause: 'The old carrier gave a reason that has no code of its own; AT&T’s text says which, if any.',
    examplePatch: note('Resubmitted as agreed in the AT&T ticket.'),
  },
};
