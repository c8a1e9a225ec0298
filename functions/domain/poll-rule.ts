import type { SlaProfile } from '#domain/business-time/profiles';
import type { LongRunningKindRules } from '#domain/mobility/long-running-kind';
import type { FactName, OrderFactName } from '#domain/order/facts';

/** Until an item is so old it is read so often. */
export interface Phase {
  untilHours: number;
  everyMinutes: number;
}

/** Hours in which something can happen; outside of them polls are rarer. */
export interface BusinessCalendar {
  timeZone: string;
  opens: string;
  closes: string;
  /** How many times longer a wait is outside of the hours. It never reaches past the next opening. */
  slowdown: number;
}

/** How often something is read: fast at first, then slower. */
export interface PollSchedule {
  firstSeconds: number;
  phases: readonly Phase[];
  /** After the last phase. */
  thenEveryHours: number;
  calendar?: BusinessCalendar;
}

/**
 * How the gateway goes on asking by a read until nothing more can come. The id it is read by is the one that the read’s
 * tracking rule points at.
 */
export interface PollRule {
  /** What is polled. Kept with every poll job and in names of executions, so it never changes. */
  kind: string;
  /** Query parameters of a poll beside the id. */
  query?: Readonly<Record<string, string>>;
  /** Query parameters without which AT&T refuses a poll, by the fact of the order that has their value. */
  queryFacts?: Readonly<Record<string, OrderFactName>>;
  /** What ends it: an answer that tells of one of these values of a fact, or of a final state by these rules. */
  until: AwaitedFact | LongRunningKindRules;
  /** Polls of an item in its first three days are at most 60, which a test counts. */
  schedule: PollSchedule;
  /** When a person should hear that it is not done: hours after it was begun, or times by what was asked for. */
  overdue:
    | { afterHours: readonly number[] }
    | { at: (body: unknown, askedAtMs: number, portInProfiles?: readonly SlaProfile[]) => number[] };
  /** Polling ends at this age, whatever AT&T says. */
  giveUpAfterDays: number;
}

export interface AwaitedFact {
  fact: FactName;
  oneOf: readonly string[];
}
