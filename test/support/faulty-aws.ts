import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { httpServer } from './loopback';

/**
 * What a service can show a client. `lost`: it is done, and the connection ends instead of an answer. `broken`: the connection
 * ends before anything is done. `silent`: nothing comes. `cut`: the answer ends in its middle. `stalled`: it stops there. A function answers by itself.
 */
export type Fault =
  | 'lost'
  | 'broken'
  | 'silent'
  | 'cut'
  | 'stalled'
  | { status: number; body: string; headers?: Record<string, string> }
  | ((headers: IncomingHttpHeaders) => Exclude<Fault, (...args: never[]) => unknown> | undefined);

export interface FaultyAws {
  url: string;
  /** What becomes of the next requests; those after them are answered. */
  next: Fault[];
  /** Of every request since it was last emptied. */
  seen: IncomingHttpHeaders[];
}

/** A service behind faults. */
export const faultyAws = async (service: RequestListener): Promise<FaultyAws> => {
  const behind = `http://127.0.0.1:${await httpServer(service)}`;
  const aws: FaultyAws = { url: '', next: [], seen: [] };
  const port = await httpServer((request, response) => void answer(aws, behind, request, response));
  aws.url = `http://127.0.0.1:${port}`;
  return aws;
};

const answer = async (aws: FaultyAws, behind: string, request: IncomingMessage, response: ServerResponse) => {
  const { headers } = request;
  aws.seen.push(headers);
  const body = await text(request);
  const given = aws.next.shift();
  const fault = typeof given === 'function' ? given(headers) : given;
  if (fault === 'silent') return;
  if (fault === 'broken') return void response.destroy();
  if (typeof fault === 'object') return void response.writeHead(fault.status, fault.headers).end(fault.body);
  const { host: _host, connection: _connection, 'content-length': _length, ...others } = headers;
  const done = await fetch(`${behind}${request.url}`, {
    method: 'POST',
    headers: others as Record<string, string>,
    body,
  });
  const output = await done.text();
  if (fault === 'lost') return void response.destroy();
  const length = { 'content-length': String(Buffer.byteLength(output)) };
  response.writeHead(done.status, { 'content-type': done.headers.get('content-type') ?? '', ...length });
  if (fault !== 'cut' && fault !== 'stalled') return void response.end(output);
  response.write(output.slice(0, output.length / 2), () => fault === 'cut' && response.destroy());
};

/** An error as DynamoDB writes it. */
export const awsFault = (name: string, status = 400, headers: Record<string, string> = {}): Fault => ({
  status,
  body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'made up by the test' }),
  headers: { 'content-type': 'application/x-amz-json-1.0', ...headers },
});
