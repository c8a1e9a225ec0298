import { portRejections } from './port-rejections';

/** One step of a port-in on its way. */
export interface PortStep {
  /** Since the step before. `due`: on the confirmed date, at least an hour later. */
  after: string;
  state: string;
  reason?: string | { code: string; text: string };
  /** The port-in waits for a PATCH. */
  waits?: true;
}

/** How port-ins of some numbers go. */
interface PortCourse {
  /** Last four digits of the telephone number; none: every other number. */
  ending?: string;
  /** What the partner sees, in a sentence. */
  outcome: string;
  steps: readonly PortStep[];
  /** A PATCH is answered 200 as if done, and is lost. */
  losesUpdates?: true;
  /** A cancellation is answered 200 as if done, and is lost. */
  losesCancellation?: true;
  /** State word of a cancelled port-in. */
  cancelledState?: string;
}

const timeToSettle = 'P3D';

const opening: readonly PortStep[] = [
  { after: 'PT5M', state: 'pending' },
  { after: 'PT30M', state: 'sent' },
];
const confirmed: PortStep = { after: 'PT4H', state: 'confirmed' };
const moved: PortStep = { after: 'PT1H', state: 'completed' };
const transfer: readonly PortStep[] = [{ after: 'due', state: 'inProgress' }, moved];
const closing: readonly PortStep[] = [confirmed, ...transfer];

const badPin = { code: 'PASSCODE_PIN_INVALID', text: 'The transfer PIN is wrong or has expired.' };
const badZip = { code: 'POSTAL_CODE_MISMATCH', text: 'The billing ZIP is not that of the account.' };
const refusal = (state: string, reason: NonNullable<PortStep['reason']>): PortStep => ({
  after: 'PT4H',
  state,
  reason,
  waits: true,
});

const rejectionCourses = portRejections.map(({ code, ending, state, text, curedBy, afterConfirmation }) => {
  const { waits, ...passing } = refusal(state, { code, text });
  const step = { ...passing, ...(curedBy === 'time' ? {} : { waits }) };
  const settled: readonly PortStep[] =
    curedBy === 'time' ? [{ ...confirmed, after: timeToSettle }, ...transfer] : closing;
  const cure =
    curedBy === 'time'
      ? 'goes on by itself after 3 days'
      : curedBy === 'resubmission'
        ? 'goes on after any PATCH'
        : `goes on after a PATCH with another ${curedBy.map((pointer) => `\`${pointer}\``).join(' or ')}`;
  const course: PortCourse = {
    ending,
    outcome: `State \`${state}\` with the reason \`${code}\` within 9 hours; ${cure}.`,
    steps: [...opening, ...(afterConfirmation ? [confirmed] : []), step, ...settled],
  };
  return [code, course] as const;
});

const others: Readonly<Record<string, PortCourse>> = {
  ordinary: {
    outcome:
      'acknowledged, `pending` after 5 minutes, `sent` after 35, `confirmed` after 4.5 hours, `inProgress` on the confirmed date (the wished one, at least a day ahead), `completed` an hour later.',
    steps: [...opening, ...closing],
  },
  'lost-correction': {
    ending: '0171',
    outcome: 'Rejected with `PASSCODE_PIN_INVALID`; every PATCH is answered 200 as if done, and is lost.',
    steps: [...opening, refusal('CT', badPin)],
    losesUpdates: true,
  },
  'lost-update': {
    ending: '0172',
    outcome: 'Goes the ordinary way; every PATCH is answered 200 as if done, and is lost.',
    steps: [...opening, ...closing],
    losesUpdates: true,
  },
  'lost-cancellation': {
    ending: '0173',
    outcome: 'A cancellation is answered 200 as if done, and is lost: the port-in goes on.',
    steps: [...opening, ...closing],
    losesCancellation: true,
  },
  'unheard-of-state': {
    ending: '0174',
    outcome: 'Has the state `ZZ-REVIEW`, which nobody knows, for a day; then goes on.',
    steps: [...opening, { after: 'PT4H', state: 'ZZ-REVIEW' }, { ...confirmed, after: 'P1D' }, ...transfer],
  },
  'unheard-of-reason': {
    ending: '0175',
    outcome: 'Rejected with the reason code `ZZ999`, which nobody knows; goes on after any PATCH.',
    steps: [...opening, refusal('rejected', { code: 'ZZ999', text: 'Refused.' }), ...closing],
  },
  'reason-in-words': {
    ending: '0176',
    outcome: 'Rejected; `stateReason` is a sentence without a code; goes on after any PATCH.',
    steps: [...opening, refusal('rejected', 'The old carrier wants the customer to call.'), ...closing],
  },
  stuck: { ending: '0177', outcome: 'Stays `acknowledged` for ever.', steps: [] },
  delayed: {
    ending: '0178',
    outcome: '`delayed` for two days after it was sent; then goes on.',
    steps: [...opening, { after: 'PT4H', state: 'delayed' }, { ...confirmed, after: 'P2D' }, ...transfer],
  },
  held: {
    ending: '0179',
    outcome: '`held` for a day after it was confirmed; then goes on.',
    steps: [...opening, confirmed, { after: 'PT1H', state: 'held' }, { after: 'P1D', state: 'inProgress' }, moved],
  },
  failed: {
    ending: '0180',
    outcome: '`failed` while the number was moving; final.',
    steps: [...opening, confirmed, { after: 'due', state: 'inProgress' }, { after: 'PT1H', state: 'failed' }],
  },
  error: {
    ending: '0181',
    outcome: '`ER` after 4.5 hours; final.',
    steps: [...opening, { after: 'PT4H', state: 'ER' }],
  },
  denied: {
    ending: '0182',
    outcome: '`DN` after 4.5 hours; final.',
    steps: [...opening, { after: 'PT4H', state: 'DN' }],
  },
  partial: {
    ending: '0183',
    outcome: '`partial` for a day before it is `completed`.',
    steps: [
      ...opening,
      confirmed,
      { after: 'due', state: 'inProgress' },
      { after: 'PT1H', state: 'partial' },
      { after: 'P1D', state: 'completed' },
    ],
  },
  'short-codes': {
    ending: '0184',
    outcome: 'Short codes: `OP`, `CF`, `CO`; `CN` when cancelled.',
    steps: [
      { after: 'PT5M', state: 'OP' },
      { after: 'PT4H', state: 'CF' },
      { after: 'due', state: 'CO' },
    ],
    cancelledState: 'CN',
  },
  'cancelled-by-carrier': {
    ending: '0185',
    outcome: '`cancelled` after 4.5 hours although nobody asked; final.',
    steps: [...opening, { after: 'PT4H', state: 'cancelled' }],
  },
  'rejected-twice': {
    ending: '0186',
    outcome: 'Rejected with `PASSCODE_PIN_INVALID`; after another PIN rejected with `POSTAL_CODE_MISMATCH`.',
    steps: [...opening, refusal('CT', badPin), refusal('CT', badZip), ...closing],
  },
};

/** Every way a port-in can go, by name; rejections by their code. */
export const portCourses: ReadonlyMap<string, PortCourse> = new Map([...Object.entries(others), ...rejectionCourses]);

const nameByEnding: ReadonlyMap<string, string> = new Map(
  [...portCourses].flatMap(([name, { ending }]) => (ending === undefined ? [] : [[ending, name]])),
);

export const courseNameOf = (subscriberNumber: string): string =>
  nameByEnding.get(subscriberNumber.slice(-4)) ?? 'ordinary';
