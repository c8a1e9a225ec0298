import type { LineItem } from '#tracking/line/line-item';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';
import type { TrackedOrder } from '#tracking/order/tracked-order';
import { attributesOf, type ItemDescription } from './describe-item';

/** Given by partners, who are told to put nothing secret or personal there. */
export const labels = {
  customerReference: ['clear', 'the partner’s own'],
  metadata: ['masked', 'the partner’s own'],
} as const;

const lockOwner = ['clear', 'the request or the item that has it, and since when'] as const;

const movedEntries = ['clear', 'how many of the timeline’s entries have items of their own'] as const;

const longRunning = (title: string, step: string): ItemDescription => ({
  title,
  what: `${title}, by AT&T’s id: how it stands, and what it has seen.`,
  writtenBy: `${step}, with the request record; reads and polls of it; the event publisher, when a request it waits for has an outcome.`,
  code: 'functions/tracking/long-running',
  attributes: attributesOf<LongRunningRequest>({
    kind: 'clear',
    solutionProvider: 'clear',
    id: 'clear',
    origin: 'clear',
    state: 'clear',
    stateAt: 'clear',
    observedAt: 'clear',
    raw: ['clear', 'AT&T’s status word, code and text, without words that look like a PIN or an account number'],
    reason: ['clear', 'as `raw`'],
    anomaly: 'clear',
    details: ['clear', 'dates, telephone numbers and lines'],
    guards: ['clear', 'telephone number, IMEI, SIM and EID it keeps others from having'],
    ...labels,
    requestId: 'clear',
    createdAt: 'clear',
    updatedAt: 'clear',
    pending: 'clear',
    notices: 'clear',
    revision: 'clear',
    timeline: ['clear', 'the newest entries, with the `x-actor` and `x-reason` of who asked'],
    movedEntries,
  }),
});

/** Items of what is followed from call to call. */
export const trackedItems = {
  'tracked-order': {
    title: 'Tracked order',
    what: 'An order from its quote on: facts, begun steps, timeline.',
    writtenBy:
      'Ordering operations; `attest-order-fact`, `retract-attestation`; polls of it; the event publisher, when a request it waits for has an outcome.',
    code: 'functions/tracking/order',
    attributes: attributesOf<TrackedOrder & { revision: number }>({
      solutionProvider: 'clear',
      program: 'clear',
      quoteId: 'clear',
      orderId: 'clear',
      subOrderIds: 'clear',
      origin: 'clear',
      ...labels,
      hasGivenUpIds: ['clear', 'whether it had ids by an attestation that was retracted'],
      createdAt: 'clear',
      updatedAt: 'clear',
      facts: ['clear', 'with the words AT&T answered, and where a partner keeps its evidence'],
      pending: 'clear',
      notices: 'clear',
      revision: ['clear', 'how many notices and notes were added'],
      timeline: ['clear', 'the newest entries, with who retracted an attestation, and why'],
      movedEntries,
    }),
  },
  'order-id': {
    title: 'Order id',
    what: 'The quote an order or sub-order id belongs to; another one only after the attestation that gave it was retracted.',
    writtenBy: 'The create-order operations, with the request record; reads that show the ids; `attest-order-fact`.',
    code: 'functions/tracking/order',
    attributes: { quoteId: 'clear' },
  },
  'port-in': longRunning('Port-in', '`request-port-in`, `update-port-in`, `cancel-port-in`'),
  'service-activation': longRunning('Service activation', '`activate-service`'),
  'pdp-provisioning': longRunning('PDP batch', '`provision-pdp`'),
  'port-in-lock': {
    title: 'Port-in lock',
    what: 'Who has a telephone number that only one open port-in may have.',
    writtenBy: 'As the port-in.',
    code: 'functions/tracking/long-running/unique-locks.ts',
    attributes: { 'number:{number}': lockOwner, formerItems: ['clear', 'ids of its port-ins that have ended'] },
  },
  'activation-lock': {
    title: 'Activation lock',
    what: 'Who has an IMEI, SIM or eSIM that only one activation may have, open or of a line in service.',
    writtenBy: 'As the service activation; `get-line-details`, when no line in service has it.',
    code: 'functions/tracking/long-running/unique-locks.ts',
    attributes: { 'imei:{imei}': lockOwner, 'sim:{sim}': lockOwner, 'eid:{eid}': lockOwner },
  },
  'line-history': {
    title: 'Line history',
    what: 'Who asked for what of a line, once that is no longer among the newest the line has.',
    writtenBy: 'As the line.',
    code: 'functions/tracking/line/line-store.ts',
    attributes: { entry: ['clear', 'with the `x-actor` and `x-reason` of who asked; of devices the last four digits'] },
  },
  'former-number': {
    title: 'Former number',
    what: 'Which telephone number a line had before it got this one.',
    writtenBy: '`change-number`, with the request record.',
    code: 'functions/tracking/line/line-history.ts',
    attributes: { formerNumber: 'clear', at: 'clear', requestId: 'clear' },
  },
  line: {
    title: 'Line',
    what: 'Status of a line as the gateway knows it, and who asked for changes of it.',
    writtenBy:
      'Operations that change a line; `get-line-details`; the event publisher, when a request it waits for has an outcome.',
    code: 'functions/tracking/line',
    attributes: attributesOf<LineItem>({
      solutionProvider: 'clear',
      subscriberNumber: 'clear',
      status: 'clear',
      statusAt: 'clear',
      cancelledAt: 'clear',
      updatedAt: 'clear',
      device: ['clear', 'of IMEI, SIM and EID the last four digits'],
      laterNumber: ['clear', 'the telephone number the line got instead of this one'],
      changesMade: ['clear', 'how many sensitive changes are known to have been made: the sequence of its last event'],
      revision: ['clear', 'how often it was changed'],
      timeline: ['clear', 'with the `x-actor` and `x-reason` of who asked; of devices the last four digits'],
    }),
  },
  'timeline-entry': {
    title: 'Timeline entry',
    what: 'An entry of the timeline of an order, a port-in, an activation, a PDP batch or a webhook endpoint that is not among the newest, which stand in the item itself.',
    writtenBy: 'Whatever appends to a timeline that is full.',
    code: 'functions/tracking/timeline.ts',
    attributes: { sequence: ['clear', 'its place in the timeline, from 1'], entry: ['clear', 'as in the timeline'] },
  },
  note: {
    title: 'Note',
    what: 'A note on an order or a port-in, or where a document about it is kept.',
    writtenBy: '`add-order-note`, `add-port-in-note`.',
    code: 'functions/tracking/note-store.ts',
    attributes: { note: ['masked', 'what looks like a PIN, a password, an account or a social security number'] },
  },
} satisfies Record<string, ItemDescription>;
