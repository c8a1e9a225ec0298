import { join } from 'node:path';
import * as z from 'zod';
import { keepInJournal, readJournal } from '../../simulator/journal';
import { unusable, type DataDir } from '../state-file';

const messageSchema = z.object({
  id: z.string(),
  body: z.string(),
  /** Milliseconds since the epoch, by the simulator's clock. */
  sentAt: z.number(),
  dueAt: z.number(),
  receives: z.number(),
});
export type Message = z.infer<typeof messageSchema>;

const changeSchema = z.union([z.strictObject({ put: messageSchema }), z.strictObject({ remove: z.string() })]);
type Change = z.infer<typeof changeSchema>;

const fileSchema = z.object({ state: z.array(messageSchema), changes: z.array(z.array(changeSchema)) });
const fileName = 'webhook-queue.json';

/** The messages of a queue, in the data folder’s file, which what changed is added to. */
export interface KeptMessages {
  /** In the order they came. */
  all(): readonly Message[];
  /** Adds or replaces. */
  put(message: Message): void;
  remove(message: Message): void;
  /** Settles when everything put and removed until now is in the file. */
  write(): Promise<void>;
}

/** @throws StartError when the file is another’s */
export const keepMessages = (dataDir: DataDir): KeptMessages => {
  const path = dataDir === undefined ? undefined : join(dataDir, fileName);
  const messages = new Map<string, Message>();
  const apply = (change: Change): void => {
    if ('put' in change) messages.set(change.put.id, change.put);
    else messages.delete(change.remove);
  };
  if (path !== undefined) for (const change of changesIn(path)) apply(change);
  const journal =
    path === undefined
      ? undefined
      : keepInJournal<Change>(path, {
          state: () => [...messages.values()],
          lineOf: (changes) => (changes.length > 0 ? changes : undefined),
        });
  const make = (change: Change): void => {
    apply(change);
    journal?.changed(change);
  };
  return {
    all: () => [...messages.values()],
    put: (message) => make({ put: message }),
    remove: ({ id }) => make({ remove: id }),
    write: () => journal?.write() ?? Promise.resolve(),
  };
};

const changesIn = (path: string): Change[] => {
  try {
    const read = readJournal(path);
    if (!read) return [];
    const { state, changes } = fileSchema.parse(read);
    return [...state.map((message) => ({ put: message })), ...changes.flat()];
  } catch (error) {
    throw unusable(path, error);
  }
};
