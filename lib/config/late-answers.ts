import * as z from 'zod';
import type { Operation } from '#domain/define-operation';
import { longestLateSeconds } from '#domain/late-effect';
import { writeOperationIds } from '#operations/listing';
import { lateWorkerPrefix } from '../names';

const defaultSeconds = 840;

/** Which writes AT&T may answer later than a caller can wait, and how much later (docs/late-answers.md). */
export const lateAnswersSchema = z.strictObject({
  /** `all`, or ids of operations that change something. */
  operations: z
    .union(
      [z.literal('all'), z.array(z.enum(writeOperationIds)).min(1)],
      'must be `all`, or a list of operations that change something',
    )
    .default('all'),
  /** How long a worker waits for AT&T. */
  seconds: z
    .int()
    .min(30, 'must be at least 30')
    .max(longestLateSeconds, `must be at most ${longestLateSeconds}: Lambda ends a function after 15 minutes`)
    .default(defaultSeconds),
});
export type LateAnswers = z.output<typeof lateAnswersSchema>;

interface Stating {
  tenant: string;
  lateAnswers?: LateAnswers | undefined;
}

/** Those whose writes are made by workers. */
export const lateOperations = ({ lateAnswers }: Stating): readonly string[] => {
  if (!lateAnswers) return [];
  return lateAnswers.operations === 'all' ? writeOperationIds : lateAnswers.operations;
};

/** What the function of such an operation, and its worker, are told; nothing for others. */
export const lateAnswerSettings = (tenant: Stating, { id }: Pick<Operation, 'id'>) =>
  tenant.lateAnswers && lateOperations(tenant).includes(id)
    ? {
        lateAnswers: {
          operations: [id],
          workerPrefix: lateWorkerPrefix(tenant.tenant),
          seconds: tenant.lateAnswers.seconds,
        },
      }
    : {};
