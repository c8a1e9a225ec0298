import { textAt, valueAt } from '#domain/json/json-pointer';
import { storableCode, storableText, type Observation } from '#domain/mobility/observation';
import { presentDetails } from '#domain/mobility/present-details';
import type { LongRunningKindRules } from '#domain/mobility/long-running-kind';

const anyNext = ['submitted', 'pending', 'reserved', 'active', 'rejected'];

/** Service activations. `pending` and `reserved` are open, `active` and `rejected` are final: AT&T’s overview says so. */
export const serviceActivationKind: LongRunningKindRules = {
  kind: 'service-activation',
  noun: 'service activation',
  collection: 'activations',
  next: {
    unknown: anyNext,
    submitted: ['pending', 'reserved', 'active', 'rejected'],
    pending: ['reserved', 'active', 'rejected'],
    reserved: ['active', 'rejected'],
    active: [],
    rejected: [],
  },
  words: {
    submitted: 'submitted',
    accepted: 'submitted',
    acknowledged: 'submitted',
    pending: 'pending',
    reserved: 'reserved',
    active: 'active',
    rejected: 'rejected',
  },
  opened: 'submitted',
  keepsLocksIn: ['active'],
  changeableIn: {},
  read: (answer) => ({
    reason: reasonOf(answer),
    details: { ...presentDetails(answer, { subscriberNumber: '/lines/0/subscriberNumber' }), lines: linesOf(answer) },
  }),
};

/** More than AT&T’s overview knows of: one request activates one line. */
const mostLines = 20;

const linesOf = (answer: unknown): Record<string, unknown>[] => {
  const lines = valueAt(answer, '/lines');
  if (!Array.isArray(lines)) return [];
  return lines.slice(0, mostLines).map((line: unknown) => ({
    ...presentDetails(line, { subscriberNumber: '/subscriberNumber', status: '/status' }),
    ...reasonAt(line),
  }));
};

const reasonAt = (line: unknown): { code?: string; text?: string } => {
  const code = textAt(line, '/reasonCode');
  const text = textAt(line, '/reason');
  return { ...(code && { code: storableCode(code) }), ...(text && { text: storableText(text) }) };
};

/** The request has no reason of its own; the first line with one speaks for it. */
const reasonOf = (answer: unknown): Observation['reason'] => {
  const lines = valueAt(answer, '/lines');
  const reasons = Array.isArray(lines) ? lines.slice(0, mostLines).map(reasonAt) : [];
  return reasons.find(({ code, text }) => code !== undefined || text !== undefined);
};
