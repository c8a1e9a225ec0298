import type { ChangeMark, ChangeMarks } from '#read-cache/change-marks';
import { changeableAccount, changeableLine, type Changeable } from '#platform/table/changeable';
import type { UpstreamCall } from '#att/upstream-call';
import { textAt } from '#domain/json/json-pointer';

/** AT&T’s answer to a read, with the status the caller gets. */
export interface ReadAnswer {
  status: number;
  text: string;
  body: unknown;
  /** How long ago AT&T was asked, where it was not asked now. */
  ageSeconds?: number;
}

/**
 * Answers to reads, kept for a few seconds in the memory of one function instance and nowhere else, because they tell of
 * customers. Whether something has been changed since is looked up in marks that all instances share.
 */
export interface ReadCache {
  /** The answer kept of the same call where nothing has changed since, or what `ask` gets. */
  through(call: UpstreamCall, ask: () => Promise<ReadAnswer>, mustAsk: boolean): Promise<ReadAnswer>;
}

interface Kept {
  answer: ReadAnswer;
  askedAtMs: number;
  token: string | undefined;
}

const mostKept = 500;
const longestKept = 65_536;

interface ReadCacheOptions {
  marks: Pick<ChangeMarks, 'read'>;
  seconds: number;
  now: () => number;
}

export const createReadCache = ({ marks, seconds, now }: ReadCacheOptions): ReadCache => {
  const kept = new Map<string, Kept>();

  const keep = (key: string, entry: Kept): void => {
    kept.delete(key);
    if (entry.answer.text.length > longestKept) return;
    const [oldest] = kept.keys();
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
    kept.set(key, entry);
  };

  return {
    through: async (call, ask, mustAsk) => {
      const of = changeableOf(call);
      const mark = of && (await unlessUnreachable(() => marks.read(call.solutionProvider, of)));
      if (!mark || mark.isChanging) return ask();
      const key = keyOf(call);
      const askedAtMs = now();
      const entry = kept.get(key);
      if (!mustAsk && entry?.token === mark.token && entry && askedAtMs - entry.askedAtMs < seconds * 1000)
        return { ...entry.answer, ageSeconds: Math.floor((askedAtMs - entry.askedAtMs) / 1000) };
      const answer = await ask();
      keep(key, { answer, askedAtMs, token: mark.token });
      return answer;
    },
  };
};

const keyOf = ({ solutionProvider, operation, request: { path, query } }: UpstreamCall): string =>
  JSON.stringify([solutionProvider, operation.id, path, Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** What an answer tells of, if it tells of one line or one account only. */
const changeableOf = ({ operation: { cacheable }, request: { path, query } }: UpstreamCall): Changeable | undefined => {
  if (!cacheable) return undefined;
  const number = textAt({ path, query }, cacheable.numberAt);
  if (number === undefined) return undefined;
  return cacheable.of === 'line' ? changeableLine(number) : changeableAccount(number);
};

/** A read does not need the table, so it does not fail for it. */
const unlessUnreachable = async (work: () => Promise<ChangeMark>): Promise<ChangeMark | undefined> => {
  try {
    return await work();
  } catch {
    return undefined;
  }
};
