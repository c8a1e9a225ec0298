import { awsEnvironment, environment } from '#entry/process';
import { createAskAws } from '#platform/aws/ask-aws';
import { securityTokens } from '#platform/aws/protocols';
import { createSessionOf, type SessionOf } from '#platform/aws/sessions';
import { wireNow } from '#platform/clock';

let sessionOf: SessionOf | undefined;

/** Sessions of this process; undefined where the deployment gives it no role for one Solution Provider: its own is for all of them then. */
export const processSessions = (): SessionOf | undefined => {
  const { sessionRoleArn: roleArn } = environment('sessionRoleArn');
  return roleArn === undefined ? undefined : (sessionOf ??= sessionsOf(roleArn));
};

/** A caller waits for it, once an hour for each Solution Provider. */
const sessionsOf = (roleArn: string): SessionOf => {
  const told = { environment: awsEnvironment, now: wireNow };
  const askForTokens = createAskAws({
    ...{ ...told, protocol: securityTokens, attempts: 3 },
    ...{ connectMs: 1_000, requestMs: 1_500, totalMs: 4_000 },
  });
  return createSessionOf({ ...told, askForTokens, roleArn });
};
