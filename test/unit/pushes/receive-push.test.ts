import { largestPushBytes, receivePush } from '#pushes/receive-push';
import type { Sender } from '#pushes/is-sender';
import { recordingLog, recordingMetrics } from '../../support/fakes';

const receive = async (event: object, { isAtt = true, handOn = () => Promise.resolve() } = {}) => {
  const [log, metrics] = [recordingLog(), recordingMetrics()];
  const kept: string[][] = [];
  const senders: Sender[] = [];
  const answer = await receivePush(
    {
      ...{ log, metrics, handOn },
      isSender: (sender) => {
        senders.push(sender);
        return Promise.resolve(isAtt);
      },
      keeper: {
        keep: (...message) => {
          kept.push(message);
          return Promise.resolve('id-1');
        },
      },
    },
    { pathParameters: { solutionProvider: 'A' }, requestContext: { http: { sourceIp: '192.0.2.1' } }, ...event },
  );
  return { answer, kept, senders, log: log.lines, metrics: metrics.emitted };
};

describe('a message', () => {
  it('is kept as it came, and counted', async () => {
    const { answer, kept, senders, log, metrics } = await receive({ headers: { 'X-Push': 'One' }, body: '{"a":"é"}' });
    expect([answer, kept]).toEqual([{ statusCode: 202, body: '' }, [['A', '{"a":"é"}']]]);
    expect(senders).toEqual([{ solutionProvider: 'A', headers: { 'x-push': 'One' }, address: '192.0.2.1' }]);
    expect(metrics).toEqual([]);
    expect(log).toMatchObject([{ message: 'push-received', facts: { solutionProvider: 'A', status: 202 } }]);
  });

  it('may be encoded, or empty', async () => {
    const body = Buffer.from('{"a":"é"}').toString('base64');
    expect((await receive({ body, isBase64Encoded: true })).kept).toEqual([['A', '{"a":"é"}']]);
    expect((await receive({})).kept).toEqual([['A', '']]);
  });

  it.each([
    [largestPushBytes, 202],
    [largestPushBytes + 1, 413],
  ])('of %i bytes is answered %i', async (bytes, status) => {
    const { answer, kept } = await receive({ body: `é${'x'.repeat(bytes - 2)}` });
    expect([answer.statusCode, kept.length]).toEqual([status, status === 202 ? 1 : 0]);
  });

  it('that may be anybody’s is not kept, and nothing of it told on', async () => {
    const { answer, kept, log, metrics } = await receive({ body: '{}' }, { isAtt: false });
    expect([answer, kept]).toEqual([{ statusCode: 401, body: '' }, []]);
    expect(log).toEqual([{ level: 'warn', message: 'push-received', facts: { status: 401 } }]);
    expect(metrics).toEqual([{ about: { operation: 'push-receiver' }, values: { PushesRefused: 1 } }]);
  });

  it('is taken although nobody looks at it yet', async () => {
    const { answer, log } = await receive({}, { handOn: () => Promise.reject(new Error('throttled')) });
    expect(answer.statusCode).toBe(202);
    expect(log).toContainEqual(expect.objectContaining({ level: 'warn', message: 'push-not-handed-on' }));
  });
});

it('what is no trouble of AWS is not hidden', async () => {
  const deps = { log: recordingLog(), metrics: recordingMetrics(), handOn: () => Promise.resolve() };
  const keeper = { keep: () => Promise.reject(new TypeError('a mistake')) };
  const event = { pathParameters: { solutionProvider: 'A' }, requestContext: { http: { sourceIp: '192.0.2.1' } } };
  await expect(receivePush({ ...deps, keeper, isSender: () => Promise.resolve(true) }, event)).rejects.toThrow(
    'a mistake',
  );
});
