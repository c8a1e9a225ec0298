import * as z from 'zod';
import { pollTargetSchema } from '#polling/poll-job';

/** What the state machine hands to a poll: the answer to the one before, or what the execution was started with. */
export const pollInputSchema = pollTargetSchema.extend({
  run: z.string(),
  /** Polls of this execution. */
  polls: z.int(),
});
export type PollInput = z.output<typeof pollInputSchema>;

/**
 * `continue`: it goes on. `overdue`: it goes on and should be done by now. `final`: AT&T will change nothing more.
 * `gave-up`: too old. `superseded`: another execution polls. `not-trackable`: AT&T cannot be asked here.
 */
export type PollOutcome = 'continue' | 'overdue' | 'final' | 'gave-up' | 'superseded' | 'not-trackable';

/** An execution’s input: wait, then poll. */
export interface ExecutionInput extends PollInput {
  waitSeconds: number;
}

/** What the state machine decides by; with what it hands to the next poll. */
export interface PollOutput extends ExecutionInput {
  outcome: PollOutcome;
  done: boolean;
  /** Whether a fresh execution goes on, long before this one has too long a history. */
  handOver: boolean;
  next: { name: string; input: ExecutionInput };
}

/**
 * Polls of one execution. A round is three states: Wait (2 events), Poll (5, and 3 for each of up to 5 retries), Decide (2),
 * which makes 24 events at the very most and 9 as a rule; Step Functions ends an execution at 25,000.
 */
export const pollsPerExecution = 150;
