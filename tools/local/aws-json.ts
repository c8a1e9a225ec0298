import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';

/** An error by the name the AWS SDK knows it under. */
export class AwsError extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

/** Does what an action of a service does. @throws AwsError; whatever else is thrown counts as input that makes no sense */
export type Action = (input: unknown) => object | Promise<object>;

/** A service of AWS’s that is asked in JSON (`x-amz-target`), as far as its actions are played. */
export const awsJson =
  (actions: Readonly<Record<string, Action>>): RequestListener =>
  (request, response) => {
    const send = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    };
    const answer = async (): Promise<void> => {
      const action = actions[/\.(\w+)$/.exec(String(request.headers['x-amz-target']))?.[1] ?? ''];
      if (!action) throw new AwsError('UnknownOperationException', 'not played locally');
      send(200, await action(JSON.parse(await text(request))));
    };
    answer().catch((error: unknown) => {
      const isKnown = error instanceof AwsError;
      send(400, { __type: isKnown ? error.name : 'InvalidParameterException', message: isKnown ? error.message : '' });
    });
  };
