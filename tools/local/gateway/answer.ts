import type { IncomingMessage, ServerResponse } from 'node:http';
import { headersTo, type StaticAnswer } from '../../../lib/constructs/static-answer';
import { areScalars, isObject, type Scalar } from './answered-shapes';

/** What a function has to answer with. */
export interface FunctionAnswer {
  statusCode: number;
  headers?: Record<string, Scalar> | undefined;
  body: string;
}

/** @throws TypeError when it is none, which is a failure of the function */
export const functionAnswer = (given: unknown): FunctionAnswer => {
  if (!isObject(given)) throw new TypeError('A function has answered no object.');
  const { statusCode, headers, body } = given;
  if (!isStatus(statusCode)) throw new TypeError('A function has answered no status.');
  if (typeof body !== 'string') throw new TypeError('A function has answered no text.');
  if (headers !== undefined && !areScalars(headers)) throw new TypeError('A function has answered no headers.');
  return { statusCode, headers, body };
};

const isStatus = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 100 && value <= 599;

/** How long a caller may go on sending a body that nobody reads, so that it comes to read the answer. */
const lingerMs = 5_000;

/** Sends an answer. The caller can read it even while it is still sending. */
export const send = (
  request: IncomingMessage,
  response: ServerResponse,
  { statusCode, headers, body }: FunctionAnswer,
  requestId: string,
): void => {
  if (response.destroyed || response.headersSent) return;
  const all: Record<string, string | number> = {
    'x-amzn-requestid': requestId,
    'content-length': Buffer.byteLength(body),
  };
  for (const name in headers) all[name] = String(headers[name]);
  if (request.complete || request.readableEnded) {
    response.writeHead(statusCode, all).end(body);
    return;
  }
  // Closing now would reset the connection and take the answer with it.
  response.writeHead(statusCode, { ...all, connection: 'close' });
  response.write(body);
  const finish = (): void => void response.end();
  const timer = setTimeout(() => request.destroy(), lingerMs);
  request.once('end', finish).once('close', () => clearTimeout(timer));
  request.resume();
};

/** What API Gateway answers without a function, as `lib` has it worded. @param origin of the page that calls */
export const asAnswer = (answer: StaticAnswer, origin?: string): FunctionAnswer => ({
  statusCode: answer.status,
  headers: headersTo(answer, origin),
  body: answer.body,
});
