import type { AskAws } from '#platform/aws/ask-aws';
import type { AwsEnvironment } from '#platform/aws/aws-environment';

/** What policies call the Solution Provider a session is for. */
export const sessionTag = 'SolutionProvider';

/** As AWS is told when a session ends, in seconds. It takes no more of what has a role already. */
const lifetimeSeconds = 3_600;
/** So long before its end a session is followed by another one, in milliseconds. */
const renewalMs = 5 * 60_000;

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

  const begin = (solutionProvider: string, before: Session | undefined): Promise<Session> => {
    const session = asked(solutionProvider).catch((error: unknown) => {
      if (before && now() < before.endsAtMs) return before;
      throw error;
    });
    const entry: Entry = { session };
    entries.set(solutionProvider, entry);
    session.then(
      (given) => {
        entry.given = given;
      },
      () => {
        if (entries.get(solutionProvider) === entry) entries.delete(solutionProvider);
      },
    );
    return session;
  };

  return (solutionProvider) => {
    const there = entries.get(solutionProvider);
    const isUsed = there && (!there.given || now() < there.given.endsAtMs - renewalMs);
    return isUsed ? there.session : begin(solutionProvider, there?.given);
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
