import type { FunctionAnswer } from '#bulk/invoke';
import { judgeAnswer, rowsWithAnswers } from '#bulk/judge-answer';
import { operationById } from '#operations/registry';

const changeNumber = operationById('change-number');
const record = '/v1/requests/req_1';
const answered = (statusCode: number, document: unknown = {}, headers: object = {}): FunctionAnswer => ({
  ...{ statusCode, body: JSON.stringify(document) },
  headers: { 'x-request-record': record, ...headers },
});
const refusal = (code: string, retryable: boolean, headers: object = {}) =>
  answered(retryable ? 503 : 422, { code, retryable }, headers);
const located = { location: record };

describe('an answer to a call', () => {
  it.each<[string, FunctionAnswer, object]>([
    ['succeeded', answered(200), { final: true, state: 'succeeded' }],
    ['succeeded where AT&T itself said 202', answered(202), { final: true, state: 'succeeded' }],
    ['succeeded though its record is named', answered(201, { outcome: 'unknown' }, located), { final: true, state: 'succeeded' }], // prettier-ignore
    ['of unknown outcome', answered(202, { outcome: 'unknown' }, located), { final: false, state: 'unknown', waitSeconds: 5 }], // prettier-ignore
    ['under way', answered(202, { outcome: 'in-flight' }, located), { final: false, state: 'running', waitSeconds: 5 }],
    ['unknown for good', answered(202, { outcome: 'needs-attention' }, located), { final: true, state: 'unknown' }],
    ['rejected by AT&T', refusal('upstream-rejected', false), { final: true, state: 'rejected' }],
    ['refused before it was sent', refusal('step-not-allowed', false), { final: true, state: 'failed' }],
    ['refused for hours', refusal('too-many-line-changes', true), { final: true, state: 'failed' }],
    ['refused for now', refusal('service-unavailable', true), { final: false, state: 'waiting', waitSeconds: 5 }],
    ['refused for so long', refusal('service-unavailable', true, { 'retry-after': 30 }), { final: false, state: 'waiting', waitSeconds: 30 }], // prettier-ignore
    ['perhaps under way', refusal('request-in-progress', true), { final: false, state: 'running' }],
    ['perhaps under way though we failed', refusal('internal-error', true), { final: false, state: 'running' }],
    ['refused from 300 on', answered(300, { code: 'x', retryable: false }), { final: true, state: 'failed' }],
  ])('says it is %s', (_, answer, judgement) => {
    const judged = judgeAnswer(changeNumber, answer, {});
    expect(judged).toMatchObject(judgement);
    expect(judged.told).toMatchObject({ status: answer.statusCode, requestId: 'req_1' });
    const isRefused = answer.statusCode >= 300;
    expect(judged.told.problem).toBe(isRefused ? answer.body : undefined);
  });

  it('names no request where there is no record', () => {
    expect(judgeAnswer(changeNumber, { ...answered(200), headers: {} }, {}).told.requestId).toBeUndefined();
    expect(judgeAnswer(changeNumber, answered(200, {}, { 'x-request-record': 7 }), {}).told.requestId).toBeUndefined();
  });
});

describe('an answer to a call of several rows', () => {
  const provision = operationById('provision-pdp');
  const rows = [{ row: 4 }, { row: 5 }, { row: 6 }];
  const asked = { subscribers: ['1', '2', undefined].map((subscriberNumber) => ({ subscriberNumber })) };
  const [one, two] = [
    { subscriberNumber: '1', status: 'done' },
    { subscriberNumber: '2', status: 'failed' },
  ];
  const told = (subscribers: unknown, of: unknown = asked, statusCode = 200) =>
    rowsWithAnswers(provision, rows, { body: JSON.stringify(of) }, answered(statusCode, { subscribers }));

  it('says of each what AT&T says of it, in whatever order', () => {
    const each = [{ row: 4, answer: one }, { row: 5, answer: two }, rows[2]];
    expect(told([two, { status: 'nobody’s' }, one])).toEqual(each);
    expect(told([one])).toEqual([each[0], rows[1], rows[2]]);
  });

  it.each<[string, () => unknown]>([
    ['is refused', () => told([one, two], asked, 300)],
    ['lists nothing', () => told('none')],
    ['answers no list', () => told([one], { subscribers: 'none' })],
    ['answers another number of rows', () => told([one], { subscribers: [{ subscriberNumber: '1' }] })],
    [
      'is of an operation that takes one row',
      () => rowsWithAnswers(changeNumber, rows, {}, answered(200, { subscribers: [one] })),
    ],
  ])('says nothing of any where it %s', (_, rowsTold) => {
    expect(rowsTold()).toBeUndefined();
  });
});
