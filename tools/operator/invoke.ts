import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { functionName } from '../../lib/names';
import type { Tenant } from '../../lib/config/tenant';
import { Refusal } from './refusal';

export type LambdaIn = (region: string) => Pick<LambdaClient, 'send'>;

/** Has a function of a deployment do something. Returns what it answers. @throws Refusal when it fails */
export const invoke = async (
  lambdaIn: LambdaIn,
  { tenant, region }: Tenant,
  id: string,
  event: object,
): Promise<unknown> => {
  const { FunctionError, Payload } = await lambdaIn(region).send(
    new InvokeCommand({ FunctionName: functionName(tenant, id), Payload: Buffer.from(JSON.stringify(event)) }),
  );
  const answer = new TextDecoder().decode(Payload);
  if (FunctionError !== undefined) throw new Refusal(`The function ${id} failed: ${answer}`);
  return JSON.parse(answer);
};
