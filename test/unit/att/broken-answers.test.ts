import type { ServerResponse } from 'node:http';
import { createAttempt } from '#att/attempt';
import { createTransport, TransportError, type WireAnswer } from '#att/transport';
import { recordingLog, recordingMetrics } from '../../support/fakes';
import { closeServers, httpServer, requestTo } from '../../support/loopback';
import { boundBinding, writeThing } from '../../support/operations';

afterEach(closeServers);

const receivedFrom = async (answer: Promise<WireAnswer>): Promise<WireAnswer | undefined> => {
  const error: unknown = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TransportError)) throw new Error('It did not fail as a request to AT&T does.');
  return error.received;
};

const begins = (response: ServerResponse, then: () => void = () => undefined): void => {
  response.writeHead(202, { 'content-type': 'application/json' });
  response.write('{"id":"7","message":"St', then);
};
const begun = { status: 202, headers: { 'content-type': 'application/json' }, text: '{"id":"7","message":"St' };

it('an answer that is there is taken, however late the process comes to look', async () => {
  const port = await httpServer((_, response) => {
    response.end('{"id":"7"}');
    const until = performance.now() + 300;
    while (performance.now() < until);
  });
  const answer = await createTransport(Date.now)(requestTo(port), 100);
  expect(answer).toMatchObject({ status: 200, text: '{"id":"7"}' });
});

describe('of an answer that does not end there is what had arrived', () => {
  it('when its time is over', async () => {
    const port = await httpServer((_, response) => begins(response));
    expect(await receivedFrom(createTransport(Date.now)(requestTo(port), 200))).toMatchObject(begun);
  });

  it('when it breaks off', async () => {
    const port = await httpServer((request, response) =>
      begins(response, () => setTimeout(() => request.socket.destroy(), 20)),
    );
    expect(await receivedFrom(createTransport(Date.now)(requestTo(port), 5_000))).toMatchObject(begun);
  });

  it('when it is too large', async () => {
    const port = await httpServer((_, response) => response.end('x'.repeat(4 * 1_048_576)));
    const received = await receivedFrom(createTransport(Date.now)(requestTo(port), 5_000));
    expect(received).toMatchObject({ status: 200, text: expect.stringMatching(/^x{1000,}$/) as unknown });
  });

  it('its status, when nothing else had', async () => {
    const port = await httpServer((_, response) => response.writeHead(200).flushHeaders());
    expect(await receivedFrom(createTransport(Date.now)(requestTo(port), 2_000))).toMatchObject({
      status: 200,
      text: '',
    });
  });

  it('and nothing, when nothing had', async () => {
    const port = await httpServer(() => undefined);
    expect(await receivedFrom(createTransport(Date.now)(requestTo(port), 100))).toBeUndefined();
  });
});

it('has no credentials in it', async () => {
  const current = { clientId: 'canary-id-1234', clientSecret: 'canary-secret-1234' };
  const received = {
    status: 200,
    headers: {},
    text: `{"caller":"${current.clientId}","key":"${current.clientSecret}"`,
  };
  const attempt = createAttempt({
    transport: () => Promise.reject(new TransportError('truncated', true, { received })),
    log: recordingLog(),
    metrics: recordingMetrics(),
    now: () => 0,
  });
  const call = {
    ...{ operation: writeThing, binding: boundBinding(), request: { path: {}, query: {} }, callId: 'c' },
    ...{ solutionProvider: 'SP-A', trace: { traceId: 't', transactionId: 't' }, deadline: 1_000 },
  };
  const result = await attempt(call, current, { current });
  expect(result).toMatchObject({ received: { status: 200, text: '{"caller":"[redacted]","key":"[redacted]"' } });
});
