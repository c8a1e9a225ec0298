import { requestRecords } from '#platform/table/keys';
import { dayMs } from '#platform/table/key-pattern';
import { createFindOutcome, decidedOutcome, mayTakeOver } from '#requests/decided-outcome';
import { finalOutcomes, requestOutcomes, type RequestOutcome } from '#requests/request-outcome';

const reservedAt = '2026-11-02T12:00:00.500Z';
const laterBy = (milliseconds: number): string => new Date(Date.parse(reservedAt) + milliseconds).toISOString();

/** A record is certainly kept for a day less than it lives. */
const tellingMs = requestRecords.lifetime.ms - dayMs;

const outcomeWith = (outcome: RequestOutcome, startedAt: string) =>
  decidedOutcome({ outcome, startedAt }, { at: reservedAt });

describe('what became of a request that something is reserved for', () => {
  it.each(requestOutcomes)('is what its record says once that is final: %s', (outcome) => {
    const isFinal = finalOutcomes.some((final) => final === outcome);
    expect(outcomeWith(outcome, '2026-11-02T12:00:00.000Z')).toBe(isFinal ? outcome : undefined);
  });

  it.each(requestOutcomes)('is what its record says that was claimed in the same millisecond: %s', (outcome) => {
    const isFinal = finalOutcomes.some((final) => final === outcome);
    expect(outcomeWith(outcome, reservedAt)).toBe(isFinal ? outcome : undefined);
  });

  it('is told by a later claim for as long as its own record was certainly kept', () => {
    expect(outcomeWith('in-flight', laterBy(tellingMs))).toBe('not-applied');
    expect(outcomeWith('in-flight', laterBy(tellingMs + 1))).toBeUndefined();
  });

  it.each(requestOutcomes)('is nothing when its key was claimed again later, whatever came of that: %s', (outcome) => {
    expect(outcomeWith(outcome, laterBy(60_000))).toBe('not-applied');
  });

  it.each(requestOutcomes)('is not told by a claim made after its record may have expired: %s', (outcome) => {
    expect(outcomeWith(outcome, laterBy(requestRecords.lifetime.ms))).toBeUndefined();
  });

  it('is not known when there is no record', () => {
    expect(decidedOutcome(undefined, { at: reservedAt })).toBeUndefined();
  });
});

describe('what is reserved', () => {
  const mine = { requestId: 'req_1', at: reservedAt };
  const now = Date.parse(reservedAt);

  it('may be taken over by the next attempt of the same request, for as long as its record was certainly kept', () => {
    expect(mayTakeOver(mine, 'req_1', now + tellingMs)).toBe(true);
    expect(mayTakeOver(mine, 'req_1', now + tellingMs + 1)).toBe(false);
  });

  it.each(['req_2', ''])('may not be taken over by another request: %j', (other) => {
    expect(mayTakeOver(mine, other, now)).toBe(false);
    expect(mayTakeOver({ at: reservedAt }, other, now)).toBe(false);
  });

  it('is looked up by the request’s record', async () => {
    const record = {
      requestId: 'req_1',
      ...{ solutionProvider: 'SP-A', operation: 'write-thing', clientId: 'client-a', owner: 'o', bodyHash: 'h' },
      outcome: 'rejected',
      startedAt: reservedAt,
      deadlineAt: reservedAt,
      request: { path: {}, query: {} },
    };
    const asked: unknown[] = [];
    const findOutcome = createFindOutcome({
      get: (key) => {
        asked.push(key);
        return Promise.resolve(asked.length === 1 ? record : undefined);
      },
    });
    expect(await findOutcome(mine)).toMatchObject({ outcome: 'rejected', record: { requestId: 'req_1' } });
    expect(await findOutcome(mine)).toEqual({ outcome: undefined, record: undefined });
    expect(asked).toEqual(Array(2).fill({ pk: 'REQUEST#req_1', sk: 'REQUEST' }));
  });
});
