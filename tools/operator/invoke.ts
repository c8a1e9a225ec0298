import { InvokeCommand } from '@aws-sdk/client-lambda';
import { functionName } from '../../lib/names';
import type { Deployment } from './deployment';
import { FunctionFailed } from './failures';

/** Has a function of a deployment do something. Returns what it answers. @throws FunctionFailed with what it said */
export const invoke = async ({ tenant, aws }: Deployment, id: string, event: object): Promise<unknown> => {
  const { FunctionError, Payload } = await aws.lambda.send(
    new InvokeCommand({
      FunctionName: functionName(tenant.tenant, id),
      Payload: Buffer.from(JSON.stringify(event)),
    }),
  );
  const answer = new TextDecoder().decode(Payload);
  if (FunctionError !== undefined) throw new FunctionFailed(`The function ${id} failed: ${answer}`);
  return JSON.parse(answer);
};
