import { randomBytes } from 'node:crypto';
import { and, equals, exists, notExists, oneOf } from '#platform/table/conditions';
import { requestRecords } from '#platform/table/keys';
import {
  changeFor,
  completedItem,
  isHandedOver,
  isPromisedMeanwhile,
  lateCompletion,
  type Completion,
  type Transition,
} from '#requests/record-changes';
import { largestKeptBytes } from '#requests/kept-text';
import { requestKey, type RequestRecord } from '#requests/request-record';

const nowMs = Date.parse('2026-11-05T09:01:00.000Z');
const now = '2026-11-05T09:01:00.000Z';
const record: RequestRecord = {
  requestId: 'req_1',
  solutionProvider: 'SP-A',
  operation: 'write-thing',
  clientId: 'client-a',
  outcome: 'in-flight',
  owner: 'owner-1',
  bodyHash: 'h',
  startedAt: '2026-11-05T09:00:00.000Z',
  deadlineAt: '2026-11-05T09:00:25.000Z',
  request: { path: {}, query: {} },
  evidence: ['before'],
  openPk: 'OPEN-REQUEST#SP-A',
  openSk: '2026-11-05T09:00:25.000Z#req_1',
};
const handedOver = { sealed: new Uint8Array([1]), keyId: 'key-1' };
const upstreamAnswer = { status: 500, sealed: new Uint8Array([1]), keyId: 'key-1' };
const response = { status: 201, contentType: 'application/json', body: '{"id":"1"}' };
const tooLarge = { ...response, body: randomBytes(2 * largestKeptBytes).toString('hex') };
const evidence = 'AT&T answered; the answer is too large to be kept for repeats.';
const item = { pk: 'SP#SP-A', sk: 'ORDER-ID#1', quoteId: 'q' };

const changed = (transition: Transition, parts: Partial<RequestRecord> = {}) =>
  changeFor({ ...record, ...parts }, transition, { movedBy: 'mover-1', nowMs });

describe('a record that is moved', () => {
  it('has the outcome, what led to it and when', () => {
    const change = changed({ outcome: 'succeeded', evidence: 'seen', response, attReference: '1', alsoPut: [item] });
    expect(change.key).toEqual(requestKey('req_1'));
    const expiresAt = requestRecords.lifetime.expiresAt(nowMs);
    expect(change.set).toEqual({
      ...{ outcome: 'succeeded', finishedAt: now, movedBy: 'mover-1', attReference: '1', expiresAt },
      ...{ response, storedWith: [item] },
    });
    expect(change.append?.['evidence']).toStrictEqual(['seen']);
  });

  it('has nothing of what there was not', () => {
    expect(changed({ outcome: 'unknown' }).append?.['evidence']).toBeUndefined();
    expect(changed({ outcome: 'unknown' }).set).toEqual({ outcome: 'unknown', finishedAt: now, movedBy: 'mover-1' });
    expect(changed({ outcome: 'unknown', upstreamAnswer }).set).toMatchObject({
      upstreamAnswer: { ...upstreamAnswer, receivedAt: now },
    });
  });

  it.each<[string, Transition['outcome'], Partial<RequestRecord>, boolean]>([
    ['by a caller that gets the answer', 'succeeded', {}, false],
    ['by a caller that nobody answers', 'unknown', {}, true],
    ['after it was unknown', 'succeeded', { outcome: 'unknown' }, true],
    ['by a worker whose caller was promised an event', 'succeeded', { toldByEvent: true }, true],
  ])('%s is told or not by an event', (_, outcome, parts, isTold) => {
    expect(changed({ outcome }, parts).append?.['timeline']).toStrictEqual(isTold ? [{ at: now, outcome }] : undefined);
  });

  it.each<[Transition['outcome'], Partial<RequestRecord>, string[]]>([
    ['unknown', {}, ['expiresAt']],
    ['unknown', { handedOver }, ['expiresAt', 'handedOver']],
    ['succeeded', {}, ['openPk', 'openSk']],
    ['not-sent', { handedOver }, ['openPk', 'openSk', 'handedOver']],
    ['needs-attention', {}, ['expiresAt']],
  ])('to %s loses what it has no more (%#)', (outcome, parts, names) => {
    expect(changed({ outcome }, parts).remove).toStrictEqual(names);
  });

  it('stands behind the others while a person has to look at it, whatever is kept of AT&T’s answer', () => {
    const kept = { ...upstreamAnswer, receivedAt: now };
    for (const parts of [{}, { upstreamAnswer: kept }, { upstreamAnswer: { ...kept, isCut: true as const } }]) {
      const open = changed({ outcome: 'needs-attention' }, parts);
      expect(open.set).toMatchObject({ openPk: record.openPk, openSk: `~${record.openSk}` });
      expect(open.remove).toStrictEqual(['expiresAt']);
    }
    const decided = changed({ outcome: 'rejected' }, { upstreamAnswer: kept });
    expect(decided.set).not.toHaveProperty('openSk');
    expect(decided.remove).toContain('openSk');
  });

  it.each<[string, Partial<RequestRecord>, Parameters<typeof and>[1][]]>([
    ['is its claimer’s', {}, []],
    ['no worker has begun', { handedOver, toldByEvent: true }, [exists('handedOver')]],
    ['promises nothing meanwhile', { longestMs: 1 }, [notExists('toldByEvent')]],
    ['has promised it', { longestMs: 1, toldByEvent: true }, []],
  ])('is so as long as it %s', (_, parts, more) => {
    const from = ['in-flight', 'unknown', 'needs-attention'];
    expect(changed({ outcome: 'rejected' }, parts).condition).toEqual(
      and(equals('owner', 'owner-1'), oneOf('outcome', from), ...more),
    );
  });
});

describe('a record that is completed', () => {
  const completion: Completion = { outcome: 'succeeded', response, attReference: '1' };

  it('is open no more, and has the answer with what is stored with it', () => {
    const { openPk: _openPk, openSk: _openSk, ...rest } = record;
    const done = {
      ...requestKey('req_1'),
      ...rest,
      outcome: 'succeeded',
      attReference: '1',
      finishedAt: now,
      response,
    };
    expect(completedItem(record, completion, nowMs)).toEqual(done);
    expect(completedItem(record, { ...completion, alsoPut: [item] }, nowMs)).toEqual({ ...done, storedWith: [item] });
  });

  it('says that an answer was too large', () => {
    const done = completedItem(record, { ...completion, response: tooLarge }, nowMs);
    expect(done).not.toHaveProperty('response');
    expect(done['evidence']).toStrictEqual(['before', evidence]);
    expect(lateCompletion({ ...completion, response: tooLarge })).toMatchObject({ evidence, attReference: '1' });
    expect(lateCompletion(completion)).toEqual(completion);
  });
});

describe('a caller', () => {
  const standing = { ...record, toldByEvent: true } as const;

  it('of what is handed over may have been answered meanwhile', () => {
    expect(isHandedOver(record)).toBe(false);
    expect(isHandedOver({ ...record, longestMs: 1 })).toBe(true);
  });

  it('was promised an event meanwhile where the same claim says so now and did not before', () => {
    expect(isPromisedMeanwhile(record, standing)).toBe(true);
    expect(isPromisedMeanwhile(record, record)).toBe(false);
    expect(isPromisedMeanwhile(standing, standing)).toBe(false);
    expect(isPromisedMeanwhile(record, { ...standing, owner: 'another' })).toBe(false);
  });
});
