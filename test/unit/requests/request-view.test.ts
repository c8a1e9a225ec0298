import { requestOutcomes } from '#requests/request-outcome';
import type { KeptAnswer, RequestRecord } from '#requests/request-record';
import { requestView, upstreamAnswerView } from '#requests/request-view';
import { requestViewSchema } from '#requests/request-view-schema';

const requestId = `req_${'a'.repeat(32)}`;
const at = '2026-11-02T12:00:00.000Z';
const record = (parts: Partial<RequestRecord> = {}): RequestRecord => ({
  ...{ requestId, solutionProvider: 'SP-A', operation: 'write-thing', clientId: 'client-a', owner: 'o' },
  ...{ outcome: 'succeeded', bodyHash: 'h', startedAt: at, finishedAt: at, evidence: ['seen'] },
  ...{ deadlineAt: at, request: { path: { portInId: 'P-1' }, query: {} } },
  ...parts,
});

describe('a write as its caller sees it', () => {
  it.each(requestOutcomes)('says what happens next where it is %s, and is as it is documented', (outcome) => {
    const view = requestViewSchema.parse(JSON.parse(JSON.stringify(requestView(record({ outcome })))));
    expect(view).toMatchObject({ outcome, whatHappensNext: expect.stringMatching(/\.$/) as string });
  });

  it('is the record without what is the gateway’s alone', () => {
    const labels = { customerReference: 'harbor 7', metadata: { ward: '9' } };
    expect(JSON.parse(JSON.stringify(requestView(record(labels))))).toEqual({
      ...{ requestId, operation: 'write-thing', solutionProvider: 'SP-A', outcome: 'succeeded', evidence: ['seen'] },
      ...{ startedAt: at, finishedAt: at, about: { portInId: ['P-1'] }, whatHappensNext: expect.any(String) as string },
      ...labels,
    });
  });

  it('has AT&T’s answers with every digit', () => {
    const response = { status: 201, contentType: 'application/json', body: '{"id":7700000100000000207}' };
    const readBack = { operation: 'read-thing', body: '{"id":7700000100000000208}' };
    const text = JSON.stringify(requestView(record({ response, readBack })));
    expect(text).toContain('"foundBy":{"operation":"read-thing","body":{"id":7700000100000000208}}');
    expect(text).toContain('"answer":{"status":201,"body":{"id":7700000100000000207}}');
  });
});

describe('an answer nobody could judge, as its owner sees it', () => {
  const kept: KeptAnswer = { status: 200, receivedAt: at, sealed: new Uint8Array([1]), keyId: 'key-1' };

  it.each([
    ['JSON, with every digit', '{"id":7700000100000000207}', '{"id":7700000100000000207}'],
    ['a text', 'Bad Gateway', '"Bad Gateway"'],
    ['what cannot be opened', undefined, undefined],
  ])('is %s', (_, text, body) => {
    const shown = JSON.stringify({ status: 200, receivedAt: at }).slice(0, -1);
    expect(JSON.stringify(upstreamAnswerView(kept, text))).toBe(`${shown}${body ? `,"body":${body}` : ''}}`);
  });
});
