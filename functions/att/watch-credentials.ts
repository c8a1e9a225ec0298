import { secretName } from '#att/secret';
import type { ApiFamily } from '#domain/define-operation';
import type { SecretStoredAt } from '#platform/aws/secrets';
import { errorFacts } from '#platform/log';
import type { Observability } from '#platform/observability';
import { dayMs } from '#platform/table/key-pattern';

export interface CredentialWatchOptions extends Observability {
  /** Of a secret of a Solution Provider’s. */
  storedAt: (...asked: [...Parameters<SecretStoredAt>, solutionProvider: string]) => ReturnType<SecretStoredAt>;
  /** What names of secrets begin with. */
  prefix: string;
  solutionProviders: readonly string[];
  families: readonly ApiFamily[];
  /** The real time. */
  now: () => number;
}

export const credentialWatchName = 'credential-watch';

/** Minutes after midnight, UTC, within which runs look. They come every two, so that one does, and none of them has to remember it. */
const minutesOfDay = 6;

/** Whether a run at this time looks. */
export const isTimeToLook = (nowMs: number): boolean => nowMs % dayMs < minutesOfDay * 60_000;

/** Says for how many days the pair that has been unchanged for longest is stored; nothing where none is. Never fails. */
export const watchCredentials = async (options: CredentialWatchOptions): Promise<void> => {
  const { solutionProviders, families, metrics, now } = options;
  const stored: number[] = [];
  for (const solutionProvider of solutionProviders) {
    for (const family of families) {
      const at = await storedAtOf(options, solutionProvider, family);
      if (at !== undefined) stored.push(at);
    }
  }
  if (stored.length === 0) return;
  const days = Math.floor((now() - Math.min(...stored)) / dayMs);
  metrics.emit({ operation: credentialWatchName }, { OldestCredentialsDays: days });
};

const storedAtOf = async (
  { storedAt, prefix, log }: CredentialWatchOptions,
  solutionProvider: string,
  family: ApiFamily,
): Promise<number | undefined> => {
  try {
    return await storedAt(secretName(prefix, solutionProvider, family), solutionProvider);
  } catch (error) {
    log.warn('credentials-unusable', { solutionProvider, ...errorFacts(error) });
    return undefined;
  }
};
