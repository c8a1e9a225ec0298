import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** What one action of an AWS service does with its input. */
export type Action = (input: unknown) => object | Promise<object>;

/** As much of an AWS service as is played, by the names of its actions: `AmazonSQS.SendMessage`. */
export const awsJsonServer = (actions: Readonly<Record<string, Action>>): Server =>
  createServer((request, response) => void answer(actions, request, response));

const answer = async (
  actions: Readonly<Record<string, Action>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const send = (status: number, body: object): void => {
    const contentType = request.headers['content-type'] ?? 'application/x-amz-json-1.1';
    response.writeHead(status, { 'content-type': contentType }).end(JSON.stringify(body));
  };
  const target = String(request.headers['x-amz-target']);
  try {
    const action = actions[target];
    if (action) send(200, await action(JSON.parse(await text(request))));
    else send(400, { __type: 'UnknownOperationException', message: `${target} is not played here.` });
  } catch (error) {
    send(400, { __type: 'ValidationException', message: error instanceof Error ? error.message : String(error) });
  }
};
