import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { changeableAccount, changeableLine, type Changeable } from '#platform/table/changeable';
import { changeMarks as stored } from '#platform/table/keys';
import type { Table } from '#platform/table/table';

/** How often something was changed, as far as can be compared: two marks with one token have no change between them. */
export interface ChangeMark {
  token: string | undefined;
  /** Whether a write to it may be on its way. */
  isChanging: boolean;
}

/** What is said of lines and accounts when they change, for all function instances. Holds no data of AT&T’s. */
export interface ChangeMarks {
  /** @throws Problem `service-unavailable` */
  read(solutionProvider: string, of: Changeable): Promise<ChangeMark>;
  /** A write is about to be sent. @param untilMs when it has certainly ended @throws Problem `service-unavailable` */
  begin(solutionProvider: string, of: readonly Changeable[], untilMs: number): Promise<void>;
  /** It has ended. @throws Problem `service-unavailable` */
  end(solutionProvider: string, of: readonly Changeable[]): Promise<void>;
}

export const markSchema = z.object({ token: z.string(), changingUntilMs: z.number().optional() });

export const createChangeMarks = (table: Table, now: () => number): ChangeMarks => {
  const mark = async (solutionProvider: string, of: readonly Changeable[], changingUntilMs?: number): Promise<void> => {
    const token = randomUUID();
    const expiresAt = stored.lifetime.expiresAt(changingUntilMs ?? now());
    const items = of.map((one) => ({ ...keyOf(solutionProvider, one), token, changingUntilMs, expiresAt }));
    if (items.length > 0) await table.putAll(items);
  };
  return {
    read: async (solutionProvider, of) => {
      const item = await table.get(keyOf(solutionProvider, of));
      const { token, changingUntilMs = 0 } = item ? markSchema.parse(item) : {};
      return { token, isChanging: changingUntilMs > now() };
    },
    begin: mark,
    end: (solutionProvider, of) => mark(solutionProvider, of),
  };
};

const keyOf = (solutionProvider: string, of: Changeable) => stored.key.of({ solutionProvider, changeable: of });

/** DynamoDB takes no more in one request; a write names at most 10 lines and two accounts. */
const mostChangeables = 25;
const longestNumber = 32;

/** Every line and account a document names, wherever it does. One too many costs a read; one too few would show what is no longer so. */
export const changeablesIn = (document: unknown): Changeable[] =>
  [...new Set(numbersIn(document))].slice(0, mostChangeables);

const numbersIn = (value: unknown): Changeable[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
        if (typeof member !== 'string' || member.length > longestNumber) return numbersIn(member);
        if (/subscriberNumber$/i.test(name)) return [changeableLine(member)];
        return /billingAccountNumber$/i.test(name) ? [changeableAccount(member)] : [];
      });
