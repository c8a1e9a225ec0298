/**
 * Causes for which an old carrier refuses a port-in, as the simulated AT&T reports them: `code` is `stateReason.code`.
 * Each happens to numbers with the ending. Names follow the cause table a public neighbour prints; AT&T’s are not public.
 */
interface PortRejection {
  code: string;
  /** Last four digits of the telephone number. */
  ending: string;
  /** AT&T’s state word for it. */
  state: 'rejected' | 'CT';
  text: string;
  /**
   * What gets the port-in going again. Pointers: another value of one of these members in a PATCH. `resubmission`: any
   * PATCH. `time`: AT&T and the old carrier settle it within three days, whatever is sent.
   */
  curedBy: readonly `/${string}`[] | 'resubmission' | 'time';
  /** Refused only after the old carrier had confirmed. */
  afterConfirmation?: true;
}

export const portRejections: readonly PortRejection[] = [
  {
    code: 'ACCOUNT_NUMBER_MISMATCH',
    ending: '0141',
    state: 'CT',
    text: 'The account number is not the old carrier’s.',
    curedBy: ['/oldServiceProvider/accountNumber'],
  },
  {
    code: 'PASSCODE_PIN_INVALID',
    ending: '0142',
    state: 'CT',
    text: 'The transfer PIN is wrong or has expired.',
    curedBy: ['/oldServiceProvider/pin'],
  },
  {
    code: 'POSTAL_CODE_MISMATCH',
    ending: '0143',
    state: 'CT',
    text: 'The billing ZIP is not that of the account.',
    curedBy: ['/billingZip'],
  },
  {
    code: 'ENTITY_NAME_MISMATCH',
    ending: '0144',
    state: 'CT',
    text: 'The name is not the one on the account.',
    curedBy: ['/accountHolder/name'],
  },
  {
    code: 'AUTH_PERSON_MISMATCH',
    ending: '0145',
    state: 'rejected',
    text: 'The person is not authorised on the account.',
    curedBy: ['/accountHolder/name'],
  },
  {
    code: 'LOCATION_MISMATCH',
    ending: '0146',
    state: 'rejected',
    text: 'The service address is not the one on the account.',
    curedBy: ['/accountHolder/address'],
  },
  {
    code: 'BTN_ATN_MISMATCH',
    ending: '0147',
    state: 'rejected',
    text: 'The billing telephone number does not fit the number.',
    curedBy: ['/billingTelephoneNumber'],
  },
  {
    code: 'MAIN_BTN_PORTING',
    ending: '0148',
    state: 'rejected',
    text: 'The main number of the account moves away: the account needs another one.',
    curedBy: ['/billingTelephoneNumber'],
  },
  {
    code: 'PHONE_NUMBER_MISMATCH',
    ending: '0149',
    state: 'CT',
    text: 'The number is not on the account.',
    curedBy: ['/subscriberNumber'],
  },
  {
    code: 'PHONE_NUMBER_NOT_PORTABLE',
    ending: '0150',
    state: 'rejected',
    text: 'The number cannot be moved.',
    curedBy: ['/subscriberNumber'],
  },
  {
    code: 'RATE_CENTER_NOT_PORTABLE',
    ending: '0151',
    state: 'rejected',
    text: 'Numbers of this rate center cannot be moved.',
    curedBy: ['/subscriberNumber'],
  },
  {
    code: 'PHONE_NUMBER_HAS_SPECIAL_FEATURE',
    ending: '0152',
    state: 'rejected',
    text: 'A feature of the number stops the transfer until the old carrier takes it off.',
    curedBy: 'resubmission',
  },
  {
    code: 'LSR_PENDING',
    ending: '0153',
    state: 'rejected',
    text: 'The old carrier has an open request for the number.',
    curedBy: 'resubmission',
  },
  {
    code: 'PORTING_ORDER_SPLIT_REQUIRED',
    ending: '0154',
    state: 'rejected',
    text: 'The request has to be split by account.',
    curedBy: 'resubmission',
  },
  {
    code: 'PORT_TYPE_INCORRECT',
    ending: '0155',
    state: 'rejected',
    text: 'The request does not say rightly whether all numbers of the account move.',
    curedBy: 'resubmission',
  },
  {
    code: 'FOC_REJECTED',
    ending: '0156',
    state: 'rejected',
    text: 'The old carrier does not agree to the date.',
    curedBy: ['/requestedStartDate'],
  },
  {
    code: 'FOC_EXPIRED',
    ending: '0157',
    state: 'rejected',
    text: 'The confirmed date has passed.',
    curedBy: ['/requestedStartDate'],
    afterConfirmation: true,
  },
  {
    code: 'OSP_IRRESPONSIVE',
    ending: '0158',
    state: 'rejected',
    text: 'The old carrier does not answer.',
    curedBy: 'time',
  },
  {
    code: 'SV_CONFLICT',
    ending: '0159',
    state: 'rejected',
    text: 'The carriers’ versions of the subscription conflict.',
    curedBy: 'time',
  },
  {
    code: 'SV_UNKNOWN_FAILURE',
    ending: '0160',
    state: 'rejected',
    text: 'The subscription version failed for an unknown cause.',
    curedBy: 'time',
  },
  {
    code: 'OTHER',
    ending: '0161',
    state: 'rejected',
    text: 'Refused for another cause.',
    curedBy: 'time',
  },
  {
    code: 'TAX_ID_MISMATCH',
    ending: '0162',
    state: 'CT',
    text: 'The tax id or social security number is not that of the account.',
    curedBy: ['/oldServiceProvider/taxId'],
  },
  {
    code: 'MDN_INACTIVE',
    ending: '0163',
    state: 'CT',
    text: 'The number is not active at the old carrier.',
    curedBy: 'resubmission',
  },
  {
    code: 'PENDING_ORDER',
    ending: '0164',
    state: 'CT',
    text: 'Another order for the number is pending at the old carrier.',
    curedBy: 'resubmission',
  },
  {
    code: 'WIRELESS_PIN_INVALID',
    ending: '0165',
    state: 'CT',
    text: 'The number transfer PIN is wrong, used up or expired.',
    curedBy: ['/oldServiceProvider/pin'],
  },
  {
    code: 'ZIP_MISMATCH',
    ending: '0166',
    state: 'CT',
    text: 'The ZIP code is missing or not that of the account.',
    curedBy: ['/billingZip'],
  },
];
