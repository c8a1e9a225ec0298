import * as z from 'zod';
import { lineChangeLimitSchema } from '#domain/mobility/line-change-limit';

/** What is asked of changes of who has a line, its number, its messages or its address. */
export const sensitiveOperationsSchema = z
  .strictObject({
    /** Whether they must say who asks (`x-actor`) and why (`x-reason`). Default: at AT&T’s production. */
    requireActorAndReason: z.boolean().optional(),
    /**
     * How many device, number, voicemail and billing changes together a number may have within so many hours; `off`: any.
     * Default: 3 in 24 hours at AT&T’s production, any elsewhere.
     */
    changesPerNumber: lineChangeLimitSchema().optional(),
    /** From how many of one Solution Provider’s in a quarter of an hour on people are told. */
    alarmFrom: z.int().min(1).max(100_000).default(50),
  })
  .prefault({});
