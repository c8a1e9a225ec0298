import * as z from 'zod';
import { scheduledSchema } from './schedule';

const entity = z.object({ kind: z.string(), solutionProvider: z.string(), key: z.string() });

/** One change of what the simulated AT&T remembers. Made again in the same order they lead to the same memory. */
export const worldChangeSchema = z.discriminatedUnion('change', [
  entity.extend({ change: z.literal('put'), entity: z.unknown() }),
  entity.extend({ change: z.literal('delete') }),
  z.object({ change: z.literal('count'), series: z.string(), count: z.number() }),
  scheduledSchema.extend({ change: z.literal('schedule') }),
  /** The earliest of what was to happen has happened. */
  z.object({ change: z.literal('take') }),
  entity.extend({ change: z.literal('cancel') }),
]);
export type WorldChange = z.infer<typeof worldChangeSchema>;

/** Told of every change, at once. */
export interface ChangeListener<C> {
  changed(change: C): void;
  /** All of it is another now. */
  replaced(): void;
}
