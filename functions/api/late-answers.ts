import { InvocationType, InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Handover } from '#requests/handover';

/** How writes are made that AT&T may answer later than a caller can wait. */
export interface LateAnswers {
  /** For so long a worker waits for AT&T, in milliseconds. */
  longestMs: number;
  /** Has a worker of the operation begin. @throws when nobody knows whether one will */
  handOver: (operation: string, handover: Handover) => Promise<void>;
  /** Between looks at what has become of it. */
  pause: (milliseconds: number) => Promise<unknown>;
}

/** @param prefix what the names of workers have before the operation’s id */
export const createHandOver =
  (client: Pick<LambdaClient, 'send'>, prefix: string): LateAnswers['handOver'] =>
  async (operation, handover) => {
    const Payload = Buffer.from(JSON.stringify(handover));
    const FunctionName = `${prefix}${operation}`;
    await client.send(new InvokeCommand({ FunctionName, InvocationType: InvocationType.Event, Payload }));
  };
