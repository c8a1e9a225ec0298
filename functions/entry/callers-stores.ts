import { awsEnvironment } from '#entry/process';
import type { Stores } from '#entry/stores';
import { createAskAws } from '#platform/aws/ask-aws';
import { dynamoDb, secretsManager } from '#platform/aws/protocols';
import { leanSecrets } from '#platform/aws/secrets';
import { wireNow } from '#platform/clock';
import { leanDynamoDb } from '#platform/table/lean-dynamo-db';

let stores: Stores | undefined;

/**
 * Of what a caller waits for: without the SDK’s clients, which take longer to load and to ask than all else. Limits are short:
 * three attempts at completing a write’s record have to fit between AT&T’s last moment to answer and the gateway’s.
 */
export const callersStores = (): Stores =>
  (stores ??= {
    dynamoDb: leanDynamoDb(
      createAskAws({ protocol: dynamoDb, attempts: 3, connectMs: 1_000, requestMs: 1_000, totalMs: 6_000, ...told }),
    ),
    readSecret: leanSecrets(
      createAskAws({
        protocol: secretsManager,
        attempts: 2,
        connectMs: 1_000,
        requestMs: 3_000,
        totalMs: 7_000,
        ...told,
      }),
    ),
  });

const told = { environment: awsEnvironment, now: wireNow };
