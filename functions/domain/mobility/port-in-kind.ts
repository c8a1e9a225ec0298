import { timestampOf } from '#domain/timestamp';
import { portInDueBy } from '#domain/business-time/port-in-due';
import { textAt } from '#domain/json/json-pointer';
import { storableCode, storableText, type Observation } from '#domain/mobility/observation';
import { rejectionFor } from '#domain/mobility/port-rejections';
import type { LongRunningKindRules } from '#domain/mobility/long-running-kind';
import { presentDetails } from '#domain/mobility/present-details';

const open = ['submitted', 'pending', 'action-required', 'confirmed'] as const;
const ends = ['completed', 'cancelled', 'failed'] as const;
const underWay = ['inprogress', 'sent', 'partial'];
const anyNext = [...open, 'cancelling', ...ends];

/**
 * Port-ins. The words are those of a neighbouring AT&T family; the expansions of OP, CN, DN and ER are inferred there.
 * An open port-in goes back and forth: a correction sends a refused one round again, and the old carrier may withdraw a
 * date it has confirmed. One that is being cancelled only ends.
 */
export const portInKind: LongRunningKindRules = {
  kind: 'port-in',
  noun: 'port-in',
  collection: 'port-ins',
  next: {
    unknown: anyNext,
    submitted: anyNext,
    pending: anyNext,
    'action-required': anyNext,
    confirmed: anyNext,
    cancelling: [...ends],
    completed: [],
    cancelled: [],
    failed: [],
  },
  words: {
    acknowledged: 'submitted',
    sent: 'submitted',
    op: 'pending',
    pending: 'pending',
    delayed: 'pending',
    held: 'pending',
    inprogress: 'pending',
    partial: 'pending',
    portpending: 'pending',
    rejected: 'action-required',
    portrejected: 'action-required',
    actionrequired: 'action-required',
    ct: 'action-required',
    confirmed: 'confirmed',
    portconfirmed: 'confirmed',
    cf: 'confirmed',
    completed: 'completed',
    complete: 'completed',
    portcompleted: 'completed',
    portcomplete: 'completed',
    co: 'completed',
    cancelled: 'cancelled',
    canceled: 'cancelled',
    portcancelled: 'cancelled',
    portcanceled: 'cancelled',
    cn: 'cancelled',
    failed: 'failed',
    portfailed: 'failed',
    dn: 'failed',
    er: 'failed',
  },
  opened: 'submitted',
  // Work that goes on after the old carrier has named a date does not take the date back.
  refine: (state, { confirmedDate }, word = '') =>
    state !== undefined && typeof confirmedDate === 'string' && underWay.includes(word) ? 'confirmed' : state,
  changeableIn: { update: ['unknown', ...open], cancel: ['unknown', ...open] },
  read: (answer) => ({
    reason: reasonOf(answer),
    details: presentDetails(answer, {
      portRequestNumber: '/portRequestNumber',
      subscriberNumber: '/subscriberNumber',
      orderDate: '/orderDate',
      requestedDate: '/requestedStartDate',
      confirmedDate: '/confirmedDate',
      completionDate: '/completionDate',
    }),
  }),
  dueAt: (body, at, profiles) => {
    const [due] = portInDueBy(body, Date.parse(at), profiles);
    return due === undefined ? undefined : timestampOf(due);
  },
  reasonCode: (state, reason) => {
    if (state !== 'action-required' && state !== 'failed') return reason.code;
    return rejectionFor(reason)?.code;
  },
};

/** AT&T gives a code and a text, or one of them alone. */
const reasonOf = (answer: unknown): Observation['reason'] => {
  const alone = textAt(answer, '/stateReason');
  const code = textAt(answer, '/stateReason/code') ?? (alone && /^\S+$/.test(alone) ? alone : undefined);
  const text = textAt(answer, '/stateReason/text') ?? alone;
  if (!code && !text) return undefined;
  return { ...(code && { code: storableCode(code) }), ...(text && { text: storableText(text) }) };
};
