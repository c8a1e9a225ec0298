import { awsEnvironment } from '#entry/process';
import { processSessions } from '#entry/sessions';
import type { ProcessStores, Stores } from '#entry/stores';
import { remembered } from '#domain/remembered';
import { createAskAws, type AskAws, type AskAwsOptions } from '#platform/aws/ask-aws';
import { createAskInSession } from '#platform/aws/ask-in-session';
import { createExchange, type Exchange } from '#platform/aws/exchange';
import { dynamoDb, secretsManager } from '#platform/aws/protocols';
import { leanSecrets } from '#platform/aws/secrets';
import { wireNow } from '#platform/clock';
import { leanDynamoDb } from '#platform/table/lean-dynamo-db';

let stores: ProcessStores | undefined;

/**
 * Of what a caller waits for: without the SDK’s clients, which take longer to load and to ask than all else. Limits are short:
 * three attempts at completing a write’s record have to fit between AT&T’s last moment to answer and the gateway’s.
 */
export const callersStores = (): ProcessStores => (stores ??= processStores());

const processStores = (): ProcessStores => {
  const own = storesBy((options) => createAskAws({ ...options, environment: awsEnvironment }));
  const sessionOf = processSessions();
  if (!sessionOf) return { ...own, of: () => own };
  return {
    ...own,
    of: remembered((solutionProvider) =>
      storesBy((options) => createAskInSession(() => sessionOf(solutionProvider), options)),
    ),
  };
};

/** Connections are whose process it is, whoever it asks as. */
const exchanges = new Map<string, Exchange>();
const exchangeTo = (endpoint: URL): Exchange => {
  const there = exchanges.get(endpoint.href);
  if (there) return there;
  const made = createExchange(endpoint);
  exchanges.set(endpoint.href, made);
  return made;
};

const storesBy = (askBy: (options: Omit<AskAwsOptions, 'environment'>) => AskAws): Stores => {
  const told = { exchangeTo, now: wireNow, connectMs: 1_000 };
  return {
    dynamoDb: leanDynamoDb(askBy({ ...told, protocol: dynamoDb, attempts: 3, requestMs: 1_000, totalMs: 6_000 })),
    readSecret: leanSecrets(
      askBy({ ...told, protocol: secretsManager, attempts: 2, requestMs: 3_000, totalMs: 7_000 }),
    ),
  };
};
