import * as z from 'zod';
import { credentialRuleSchema } from './credentials';
import { effectSchema } from './effects';
import { worldChangeSchema, type ChangeListener } from './world/changes';

/** One change of what is kept over a restart, by the part that changed. */
export const changeSchema = z.union([
  z.strictObject({ world: worldChangeSchema }),
  z.strictObject({ credential: credentialRuleSchema }),
  z.strictObject({ effect: effectSchema }),
]);
export type Change = z.infer<typeof changeSchema>;

/** What happens to the parts of a simulation, for one who keeps it. */
export interface Changes {
  /** What a part tells its changes to, and how they are told on. */
  from<C>(told: (change: C) => Change): ChangeListener<C>;
  listen(listener: ChangeListener<Change>): void;
}

export const createChanges = (): Changes => {
  let listener: ChangeListener<Change> | undefined;
  return {
    from: (told) => ({
      changed: (change) => listener?.changed(told(change)),
      replaced: () => listener?.replaced(),
    }),
    listen: (one) => {
      listener = one;
    },
  };
};
