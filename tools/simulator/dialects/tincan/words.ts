import { portRejections } from '../../behaviours/mobility/port-rejections';
import { numericId, prefixed, textOf, words, type Form } from '../members';

/** Tincan's words by the simulator's. */
export const tincanWords = {
  portOrder: {
    acknowledged: 'SUBMITTED',
    pending: 'CARRIER_REVIEW',
    sent: 'FORWARDED',
    confirmed: 'FOC_RECEIVED',
    inProgress: 'CUTOVER',
    completed: 'DONE',
    rejected: 'RESOLUTION_REQUIRED',
    delayed: 'RUNNING_LATE',
    held: 'PARKED',
    partial: 'PARTLY_DONE',
    cancelled: 'WITHDRAWN',
    failed: 'ABANDONED',
    OP: 'CARRIER_REVIEW',
    CF: 'FOC_RECEIVED',
    CO: 'DONE',
    CT: 'RESOLUTION_REQUIRED',
    CN: 'WITHDRAWN',
    DN: 'TURNED_DOWN',
    ER: 'ABANDONED',
  },
  withdrawal: { cancelled: 'ACCEPTED', CN: 'ACCEPTED', rejected: 'REFUSED' },
  rush: { regular: 'N', expedite: 'Y' },
  productOrder: { pending: 'QUEUED', reserved: 'NUMBER_HELD', active: 'IN_SERVICE', rejected: 'TURNED_DOWN' },
  line: { active: 'WORKING', suspended: 'BARRED', cancelled: 'DISCONNECTED' },
  asOf: { immediate: 'NOW', nextBillingCycle: 'NEXT_BILL' },
  account: { active: 'OPEN', closed: 'SHUT' },
  batch: { pending: 'RUNNING', completed: 'FINISHED', partial: 'FINISHED_WITH_ERRORS', failed: 'NOTHING_FINISHED' },
  batchStep: { pending: 'WAIT', completed: 'GO', failed: 'STOP' },
  pick: { 'system-assigned': 'ANY', 'chosen-npa-nxx': 'EXCHANGE', vanity: 'EXACT' },
  resolution: Object.fromEntries(portRejections.map(({ code, ending }) => [code, `R${ending}`])),
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export const portOrderNumber = numericId('PORT-', '77000001', 10);
export const batchNumber = numericId('PDP-', '88000001', 10);
export const ban = numericId('', '650001', 12);
export const productOrderId = prefixed('ACT-', 'so');

/** Ten digits with the country's code, as `+12125550101`; taken in other spellings too. */
export const ctn: Form = {
  theirs: (value) => textOf(value).replace(/^(?=\d{10}$)/, '+1'),
  ours: (value) =>
    textOf(value)
      .replaceAll(/[\s().-]/g, '')
      .replace(/^\+?1(?=\d{10}$)/, ''),
};

export const spelt = (kind: keyof typeof tincanWords): Form => words(tincanWords[kind]);

/** `NOT_COVERED` is `NotCovered`. */
export const inCamelCase = (code: string): string =>
  code.toLowerCase().replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Codes of an answer. */
export const code: Form = {
  theirs: (value) => textOf(value).replace(/^[A-Z_]+$/, inCamelCase),
  ours: (value) => value,
};
