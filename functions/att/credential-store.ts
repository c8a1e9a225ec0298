import type { ApiFamily } from '#domain/define-operation';
import { secretName, secretSchema, type CredentialSecret } from '#att/secret';
import type { ReadSecret } from '#platform/aws/secrets';
import { errorFacts, type Log } from '#platform/log';
import type { Settings } from '#platform/settings';
import { Problem } from '#domain/problems/problems';

/** How long a secret is used from memory: a rotation is noticed within five minutes even if AT&T never answers 401. */
const lifetimeMs = 5 * 60_000;
/** After AT&T refused a pair the secret is read again, but not for every refused call. */
const minimumAgeToRereadMs = 1_000;

export interface CredentialStore {
  /** @throws Problem `credentials-unavailable` */
  read(solutionProvider: string, family: ApiFamily): Promise<CredentialSecret>;
  /** Reads past the memory, because AT&T refused what it held. @throws Problem `credentials-unavailable` */
  reread(solutionProvider: string, family: ApiFamily): Promise<CredentialSecret>;
}

interface Entry {
  readAtMs: number;
  secret: Promise<CredentialSecret>;
}

interface CredentialStoreOptions {
  /** The text of a secret of a Solution Provider’s. @throws Error by Secrets Manager’s name of it */
  readSecret: (...asked: [...Parameters<ReadSecret>, solutionProvider: string]) => ReturnType<ReadSecret>;
  prefix: string;
  /** What the process talks to. */
  environment: Settings['environment'];
  log: Log;
  now: () => number;
}

/** Credentials from Secrets Manager. Concurrent readers share one request; a failed read is not remembered. */
export const createCredentialStore = ({
  readSecret,
  prefix,
  environment,
  log,
  now,
}: CredentialStoreOptions): CredentialStore => {
  /** By Solution Provider, of each family. */
  const entriesOf: Partial<Record<ApiFamily, Map<string, Entry>>> = {};

  const fetchSecret = async (name: string, solutionProvider: string): Promise<CredentialSecret> => {
    try {
      return secretSchema.parse(JSON.parse(await readSecret(name, solutionProvider)), { jitless: true });
    } catch (error) {
      log.error('credentials-unusable', { solutionProvider, ...errorFacts(error) });
      throw new Problem('credentials-unavailable');
    }
  };

  const ownSecret = async (name: string, solutionProvider: string): Promise<CredentialSecret> => {
    const secret = await fetchSecret(name, solutionProvider);
    if (secret.environment === undefined || secret.environment === environment) return secret;
    const failure = `the secret is for ${secret.environment}, this deployment talks to ${environment}`;
    log.error('credentials-unusable', { solutionProvider, failure });
    throw new Problem('credentials-unavailable');
  };

  const readNoOlderThan = (maximumAgeMs: number) => async (solutionProvider: string, family: ApiFamily) => {
    const entries = (entriesOf[family] ??= new Map());
    const known = entries.get(solutionProvider);
    if (known && now() - known.readAtMs < maximumAgeMs) return known.secret;
    const secret = ownSecret(secretName(prefix, solutionProvider, family), solutionProvider);
    entries.set(solutionProvider, { readAtMs: now(), secret });
    secret.catch(() => {
      if (entries.get(solutionProvider)?.secret === secret) entries.delete(solutionProvider);
    });
    return secret;
  };

  return { read: readNoOlderThan(lifetimeMs), reread: readNoOlderThan(minimumAgeToRereadMs) };
};
