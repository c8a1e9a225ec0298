import { createAskAws, type AskAws, type AskAwsOptions } from '#platform/aws/ask-aws';
import type { AwsEnvironment } from '#platform/aws/aws-environment';
import type { Session } from '#platform/aws/sessions';

/** Asks a service as whoever the session is then. @throws as `AskAws`, and what `session` throws: nothing was asked then */
export const createAskInSession = (
  session: () => Promise<Session>,
  options: Omit<AskAwsOptions, 'environment'>,
): AskAws => {
  let current: { environment: AwsEnvironment; ask: AskAws } | undefined;
  return async (operation, input) => {
    const { environment } = await session();
    if (current?.environment !== environment)
      current = { environment, ask: createAskAws({ ...options, environment: () => environment }) };
    return current.ask(operation, input);
  };
};
