import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import type { GatewayEvent } from '#api/gateway-event';

const answerSchema = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  body: z.string(),
});

/** What an operation’s function answered. Names of headers are lower-case. */
export type FunctionAnswer = z.output<typeof answerSchema>;

/**
 * Has an operation’s function answer a call, as API Gateway would.
 * @throws when it gave no answer: the call may have been carried out all the same. `NotInvoked` when it was not even begun
 */
export type Invoke = (operation: string, event: GatewayEvent) => Promise<FunctionAnswer>;

/** Lambda took no call; the function has not seen it. */
export class NotInvoked extends Error {}

/** @param prefix what the name of an operation’s function has before the operation’s id */
export const createInvoke =
  (client: Pick<LambdaClient, 'send'>, prefix: string): Invoke =>
  async (operation, event) => {
    const { FunctionError, Payload } = await sent(client, `${prefix}${operation}`, event);
    if (FunctionError !== undefined) throw new Error(`the function failed (${FunctionError})`);
    return answerSchema.parse(JSON.parse(new TextDecoder().decode(Payload)));
  };

const sent = async (client: Pick<LambdaClient, 'send'>, name: string, event: GatewayEvent) => {
  try {
    return await client.send(new InvokeCommand({ FunctionName: name, Payload: Buffer.from(JSON.stringify(event)) }));
  } catch (cause) {
    if (cause instanceof Error && refusals.includes(cause.name)) throw new NotInvoked(cause.name, { cause });
    throw cause;
  }
};

/** Errors by which Lambda says that it did not run the function. */
const refusals = ['TooManyRequestsException', 'AccessDeniedException', 'ResourceNotFoundException'];
