import { remembered } from '#domain/remembered';
import { awsEnvironment } from '#entry/process';
import type { Stores } from '#entry/stores';
import { createAskAws, type AskAws, type AskAwsOptions } from '#platform/aws/ask-aws';
import { createExchange, type Exchange } from '#platform/aws/exchange';
import { dynamoDb, secretsManager } from '#platform/aws/protocols';
import { leanSecrets } from '#platform/aws/secrets';
import { wireNow } from '#platform/clock';
import { leanDynamoDb } from '#platform/table/lean-dynamo-db';

let stores: Stores | undefined;

/** With the process’s own rights, of what a caller waits for. */
export const ownStores = (): Stores =>
  (stores ??= storesBy((options) => createAskAws({ ...options, environment: awsEnvironment })));

/** Connections are the process’s, whoever it asks as. */
const exchangeAt = remembered((href): Exchange => createExchange(new URL(href)));
const exchangeTo = ({ href }: URL): Exchange => exchangeAt(href);

/**
 * Without the SDK’s clients, which take longer to load and to ask than all else. Limits are short: three attempts at completing a
 * write’s record have to fit between AT&T’s last moment to answer and the gateway’s.
 */
export const storesBy = (askBy: (options: Omit<AskAwsOptions, 'environment'>) => AskAws): Stores => {
  const told = { exchangeTo, now: wireNow, connectMs: 1_000 };
  return {
    dynamoDb: leanDynamoDb(askBy({ ...told, protocol: dynamoDb, attempts: 3, requestMs: 1_000, totalMs: 6_000 })),
    readSecret: leanSecrets(
      askBy({ ...told, protocol: secretsManager, attempts: 2, requestMs: 3_000, totalMs: 7_000 }),
    ),
  };
};
