import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SimAnswer } from './behaviour';
import type { Fault } from './faults';

const dripMs = 1_000;

/** What an echo quotes. */
export interface ReceivedCredentials {
  clientId: string;
  clientSecret: string;
}

/**
 * Sends an answer, or what a fault makes of it, in the words of a dialect.
 * @returns the status sent; null when the caller got no answer
 */
export const deliver = async (
  response: ServerResponse,
  answer: SimAnswer,
  fault: Fault | undefined,
  credentials: ReceivedCredentials,
  say: (answer: SimAnswer) => SimAnswer = (said) => said,
): Promise<number | null> => {
  if (fault === undefined) return send(response, say(answer));
  if (fault.delayMs !== undefined) await sleep(fault.delayMs, undefined, { ref: false });
  const altered = alter(answer, fault, credentials);
  const said = typeof fault.body === 'string' ? altered : say(altered);
  switch (fault.kind) {
    case 'reset-before':
    case 'reset-after':
      response.socket?.resetAndDestroy();
      return null;
    case 'hang':
    case 'timeout-but-done':
      return null;
    case 'truncated':
      return sendHalf(response, said);
    case 'slow-drip':
      return drip(response, said);
    default:
      return send(response, said);
  }
};

/** The answer's status, headers and body as the fault changes them. */
const alter = (answer: SimAnswer, fault: Fault, credentials: ReceivedCredentials): SimAnswer => {
  const headers = { ...answer.headers, ...fault.headers };
  const { status, body } = fault;
  switch (fault.kind) {
    case 'non-json':
      return { status: status ?? 502, body: body ?? page, headers: { 'content-type': 'text/html', ...fault.headers } };
    case '503-then-done':
      return { status: status ?? 503, body: body ?? { message: 'Service Unavailable' }, headers };
    case 'echo-credentials':
      return echo(status ?? 400, headers, credentials);
    case 'empty':
      return { status: status ?? answer.status, headers };
    case undefined:
      return status === undefined && body === undefined
        ? { ...answer, headers }
        : { status: status ?? 200, body: body ?? { message: `Status ${status}` }, headers };
    default:
      return { ...answer, status: status ?? answer.status, headers };
  }
};

const page = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** Quotes the credentials in the forms a careless server would: as they are, percent-encoded, in Base64. */
const echo = (status: number, headers: Record<string, string>, received: ReceivedCredentials): SimAnswer => {
  const { clientId, clientSecret } = received;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const forms = [clientSecret, encodeURIComponent(clientSecret), Buffer.from(clientSecret).toString('base64'), basic];
  const message = `client_id ${clientId} with client_secret ${forms.join(' ')} may not do this`;
  return { status, body: { error: { code: clientSecret, message } }, headers: { ...headers, 'x-received': message } };
};

const textOf = ({ body }: SimAnswer): string =>
  body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);

const bytesOf = (answer: SimAnswer): Buffer => Buffer.from(textOf(answer));

const headersOf = ({ body, headers }: SimAnswer, length: number): Record<string, string | number> => ({
  'content-type': typeof body === 'string' ? 'text/plain' : 'application/json',
  'content-length': length,
  ...headers,
});

const send = (response: ServerResponse, answer: SimAnswer): number | null => {
  if (response.destroyed) return null;
  // Text leaves in one piece with its headers; bytes would be a second one.
  const text = textOf(answer);
  response.writeHead(answer.status, headersOf(answer, Buffer.byteLength(text))).end(text);
  return answer.status;
};

const sendHalf = (response: ServerResponse, answer: SimAnswer): number => {
  const bytes = bytesOf(answer);
  response.writeHead(answer.status, headersOf(answer, bytes.length + 1));
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.socket?.end());
  return answer.status;
};

const drip = async (response: ServerResponse, answer: SimAnswer): Promise<number> => {
  const bytes = bytesOf(answer);
  response.writeHead(answer.status, headersOf(answer, bytes.length)).flushHeaders();
  for (const byte of bytes) {
    if (response.destroyed) break;
    response.write(Buffer.of(byte));
    await sleep(dripMs, undefined, { ref: false });
  }
  response.end();
  return answer.status;
};
