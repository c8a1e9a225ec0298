import type { AskAws } from '#platform/aws/ask-aws';
import type { AwsEnvironment } from '#platform/aws/aws-environment';

/** What policies call the Solution Provider a session is for. */
export const sessionTag = 'SolutionProvider';

/** As AWS is told when a session ends, in seconds. It takes no more of what has a role already. */
const lifetimeSeconds = 3_600;
/** So long before its end another one is asked for, in milliseconds. Nobody waits for that one … */
const renewalMs = 5 * 60_000;
/** … until so long before it. */
const lastMomentMs = 30_000;

/** What a process is to AWS while it acts for one Solution Provider. */
export interface Session {
  environment: AwsEnvironment;
  /** In milliseconds since the epoch. */
  endsAtMs: number;
}

/**
 * A session of the role for one Solution Provider, which it carries as a tag: policies compare it to the keys of items and the names of
 * secrets. The same one as before while it lasts. @throws Error by AWS’s name of it, where there is none and none is given
 */
export type SessionOf = (solutionProvider: string) => Promise<Session>;

interface SessionOptions {
  /** Asks AWS for a session. */
  askForTokens: AskAws;
  /** Where services answer. */
  environment: () => AwsEnvironment;
  roleArn: string;
  /** The real time. */
  now: () => number;
}

interface Entry {
  session: Promise<Session>;
  /** What the session is, once it is there: until then all that want it wait for it. */
  given?: Session;
  /** The one that is to follow it, while that is asked for. */
  next?: Promise<Session> | undefined;
}

export const createSessionOf = ({ askForTokens, environment, roleArn, now }: SessionOptions): SessionOf => {
  const entries = new Map<string, Entry>();

  const asked = async (solutionProvider: string): Promise<Session> => {
    const endsAtMs = now() + lifetimeSeconds * 1_000;
    const output = await askForTokens('AssumeRole', {
      RoleArn: roleArn,
      // Who reads AWS’s records of calls sees whom they were for. A name has from 2 to 64 characters.
      RoleSessionName: `sp-${solutionProvider}`.slice(0, 64),
      DurationSeconds: String(lifetimeSeconds),
      'Tags.member.1.Key': sessionTag,
      'Tags.member.1.Value': solutionProvider,
    });
    return { environment: { ...environment(), credentials: credentialsIn(output) }, endsAtMs };
  };

  const first = (solutionProvider: string): Promise<Session> => {
    const entry: Entry = { session: asked(solutionProvider) };
    entries.set(solutionProvider, entry);
    entry.session.then(
      (given) => (entry.given = given),
      () => entries.delete(solutionProvider),
    );
    return entry.session;
  };

  const following = (solutionProvider: string, entry: Entry): Promise<Session> =>
    (entry.next ??= asked(solutionProvider)
      .then((given) => {
        Object.assign(entry, { given, session: Promise.resolve(given) });
        return given;
      })
      .finally(() => (entry.next = undefined)));

  return (solutionProvider) => {
    const entry = entries.get(solutionProvider);
    if (!entry) return first(solutionProvider);
    const { session, given } = entry;
    const leftMs = given ? given.endsAtMs - now() : Infinity;
    if (leftMs > renewalMs) return session;
    const next = following(solutionProvider, entry).catch((error: unknown) => {
      if (given && now() < given.endsAtMs) return given;
      throw error;
    });
    if (leftMs <= lastMomentMs) return next;
    return session;
  };
};

const credentialsIn = (output: object): AwsEnvironment['credentials'] => {
  const { AccessKeyId, SecretAccessKey, SessionToken } = output as Record<string, unknown>;
  if (!isText(AccessKeyId) || !isText(SecretAccessKey) || !isText(SessionToken))
    // Nothing of what it holds.
    throw Object.assign(new Error('AWS gave a session without keys.'), { name: 'SessionUnusable' });
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
};

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
