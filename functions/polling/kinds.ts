import type { Operation, Pointer } from '#domain/define-operation';
import { textAt } from '#domain/json/json-pointer';
import type { ParsedRequest } from '#domain/parsed-request';
import { pollReadOf } from '#domain/poll-reads';
import type { BusinessCalendar, PollSchedule } from '#polling/schedule';
import { longRunningRules } from '#domain/mobility/long-running-kinds';
import type { LongRunningKind } from '#domain/mobility/observation';
import { isFinal, stateOfWord } from '#domain/mobility/long-running-kind';

export const pollKindNames = [
  'port-in',
  'service-activation',
  'pdp-provisioning',
  'order-status',
  'enrichment-status',
  'credit-check',
  'contract-signature',
] as const;
export type PollKindName = (typeof pollKindNames)[number];

/** A write of which the outcome begins polling. */
export interface Beginning {
  operation: string;
  /** Where the id is that is read by: in AT&T’s answer, or in the caller’s body. `answer` alone: where the binding says. */
  idIn: { answer: Pointer | 'binding' } | { body: Pointer };
  /** Whether AT&T’s answer leaves something to wait for. */
  unless?: (operation: Operation, answer: unknown) => boolean;
}

/** One kind of thing AT&T works on after it has answered, as data: how it is read, how often, when it is done. */
export interface PollKind {
  /** Id of the operation that reads it. */
  read: string;
  request: (id: string) => Pick<ParsedRequest, 'path' | 'query'>;
  /** Whether nothing more can come, by AT&T’s answer. */
  isFinal: (operation: Operation, answer: unknown) => boolean;
  begunBy: readonly Beginning[];
  schedule: PollSchedule;
  /** Ages at which a person should hear that it is not done, in hours. Those of port-ins follow their own clock. */
  overdueAfterHours: readonly number[];
  /** Polling ends at this age, whatever AT&T says. */
  giveUpAfterDays: number;
}

/** Carriers’ port centers, coast to coast. */
const portCenters: BusinessCalendar = { timeZone: 'America/Chicago', opens: '07:00', closes: '21:00', slowdown: 3 };

const progressIsFinal =
  (kind: LongRunningKind): PollKind['isFinal'] =>
  ({ binding }, answer) => {
    const rules = longRunningRules[kind];
    const word = textAt(answer, binding.statusAt)?.trim();
    const known = word === undefined ? undefined : stateOfWord(rules, word);
    const state = rules.refine ? rules.refine(known, rules.read(answer).details) : known;
    return state !== undefined && isFinal(rules, state);
  };

/** Whether the answer tells of a fact that will not change any more. */
const tells =
  (name: string, ...values: string[]) =>
  (operation: Operation, answer: unknown): boolean =>
    (operation.order?.factsIn?.(answer) ?? []).some((fact) => fact.name === name && values.includes(fact.value));

/** Schedules: polls of an item in its first three days are at most 60, which a test counts. */
export const pollKinds: Readonly<Record<PollKindName, PollKind>> = {
  'port-in': {
    read: pollReadOf['port-in'],
    request: (id) => ({ path: { portInId: id }, query: {} }),
    isFinal: progressIsFinal('port-in'),
    begunBy: [{ operation: 'request-port-in', idIn: { answer: 'binding' } }],
    schedule: {
      firstSeconds: 60,
      phases: [
        { untilHours: 0.25, everyMinutes: 3 },
        { untilHours: 1, everyMinutes: 10 },
        { untilHours: 6, everyMinutes: 30 },
        { untilHours: 24, everyMinutes: 90 },
        { untilHours: 72, everyMinutes: 180 },
      ],
      thenEveryHours: 6,
      calendar: portCenters,
    },
    overdueAfterHours: [],
    giveUpAfterDays: 60,
  },
  'service-activation': {
    read: pollReadOf['service-activation'],
    request: (requestId) => ({ path: { requestId }, query: {} }),
    isFinal: progressIsFinal('service-activation'),
    begunBy: [{ operation: 'activate-service', idIn: { answer: 'binding' } }],
    schedule: {
      firstSeconds: 10,
      phases: [
        { untilHours: 2 / 60, everyMinutes: 0.25 },
        { untilHours: 0.25, everyMinutes: 1 },
        { untilHours: 2, everyMinutes: 10 },
        { untilHours: 24, everyMinutes: 60 },
      ],
      thenEveryHours: 4,
    },
    overdueAfterHours: [4, 24],
    giveUpAfterDays: 14,
  },
  'pdp-provisioning': {
    read: pollReadOf['pdp-provisioning'],
    request: (batchId) => ({ path: { batchId }, query: {} }),
    isFinal: progressIsFinal('pdp-provisioning'),
    begunBy: [{ operation: 'provision-pdp', idIn: { answer: 'binding' } }],
    schedule: {
      firstSeconds: 20,
      phases: [
        { untilHours: 5 / 60, everyMinutes: 0.5 },
        { untilHours: 0.5, everyMinutes: 3 },
        { untilHours: 4, everyMinutes: 20 },
        { untilHours: 24, everyMinutes: 90 },
      ],
      thenEveryHours: 6,
    },
    overdueAfterHours: [4, 24],
    giveUpAfterDays: 14,
  },
  'order-status': {
    read: pollReadOf['order-status'],
    request: (orderId) => ({
      path: {},
      query: { externalIdentifierId: orderId, externalIdentifierType: 'OrderNumber' },
    }),
    isFinal: tells('completion', 'completed', 'cancelled'),
    begunBy: [{ operation: 'alliance-hand-off-order', idIn: { body: '/orderId' } }],
    schedule: {
      firstSeconds: 300,
      phases: [
        { untilHours: 24, everyMinutes: 60 },
        { untilHours: 168, everyMinutes: 240 },
      ],
      thenEveryHours: 12,
    },
    overdueAfterHours: [60 * 24],
    giveUpAfterDays: 270,
  },
  'enrichment-status': {
    read: pollReadOf['enrichment-status'],
    request: (subOrderId) => ({ path: {}, query: { subOrderId } }),
    // No member says that an enrichment is complete; that its record is there is all that can be seen.
    isFinal: tells('enrichmentRecords', 'present'),
    begunBy: ['apex-enrich-installation-and-shipping', 'apex-reserve-port', 'apex-enrich-billing'].map((operation) => ({
      operation,
      idIn: { body: '/subOrderId' },
    })),
    schedule: {
      firstSeconds: 60,
      phases: [
        { untilHours: 1, everyMinutes: 10 },
        { untilHours: 24, everyMinutes: 120 },
      ],
      thenEveryHours: 8,
    },
    overdueAfterHours: [24],
    giveUpAfterDays: 7,
  },
  'credit-check': {
    read: pollReadOf['credit-check'],
    request: (quoteId) => ({ path: {}, query: { quoteId } }),
    isFinal: tells('credit', 'approved', 'declined'),
    begunBy: [
      {
        operation: 'alliance-check-credit',
        idIn: { body: '/quoteId' },
        unless: tells('credit', 'approved', 'declined'),
      },
    ],
    schedule: {
      firstSeconds: 120,
      phases: [
        { untilHours: 4, everyMinutes: 15 },
        { untilHours: 72, everyMinutes: 120 },
      ],
      thenEveryHours: 8,
    },
    overdueAfterHours: [72],
    giveUpAfterDays: 60,
  },
  'contract-signature': {
    read: pollReadOf['contract-signature'],
    request: (quoteId) => ({ path: {}, query: { quoteId } }),
    isFinal: tells('signature', 'signed', 'declined'),
    begunBy: [{ operation: 'alliance-create-contract', idIn: { body: '/quoteId' } }],
    schedule: {
      firstSeconds: 300,
      phases: [
        { untilHours: 24, everyMinutes: 30 },
        { untilHours: 168, everyMinutes: 180 },
      ],
      thenEveryHours: 12,
    },
    overdueAfterHours: [14 * 24],
    giveUpAfterDays: 90,
  },
};
