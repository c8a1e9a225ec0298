import * as z from 'zod';

/** What an execution hands to the worker, and the worker back to the next slice. */
export const workInputSchema = z.object({
  id: z.string(),
  run: z.int(),
  /** Executions of this run there were before. */
  part: z.int(),
  /** Slices this execution has had. */
  slices: z.int(),
});
export type WorkInput = z.output<typeof workInputSchema>;

/** `handOver`: a fresh execution has to go on, because a state machine keeps only so many events. */
export type WorkOutput = WorkInput &
  (
    | { done: true; handOver: false }
    | { done: false; handOver: false; waitSeconds: number }
    | { done: false; handOver: true; next: { name: string; input: WorkInput } }
  );

/** Name of an execution: the same part of a run has the same name, whoever starts it. At most 80 characters. */
export const executionNameOf = (id: string, run: number, part: number): string => `${id}-${run}-${part}`;

/** Starts an execution of the bulk writer, or leaves it at one of the same name. */
export type StartBulkWriter = (name: string, input: WorkInput) => Promise<void>;

/** Starts the run of a bulk write. */
export const startRun = (start: StartBulkWriter, { id, run }: Pick<WorkInput, 'id' | 'run'>): Promise<void> =>
  start(executionNameOf(id, run, 0), { id, run, part: 0, slices: 0 });
