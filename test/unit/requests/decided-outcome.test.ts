import { requestRecords } from '#platform/table/keys';
import { decidedOutcome } from '#requests/decided-outcome';
import { finalOutcomes, requestOutcomes, type RequestOutcome } from '#requests/request-outcome';

const reservedAt = '2026-11-02T12:00:00.500Z';
const laterBy = (milliseconds: number): string => new Date(Date.parse(reservedAt) + milliseconds).toISOString();

const outcomeWith = (outcome: RequestOutcome, startedAt: string) =>
  decidedOutcome({ outcome, startedAt }, { at: reservedAt });

describe('what became of a request that something is reserved for', () => {
  it.each(requestOutcomes)('is what its record says once that is final: %s', (outcome) => {
    const isFinal = finalOutcomes.some((final) => final === outcome);
    expect(outcomeWith(outcome, '2026-11-02T12:00:00.000Z')).toBe(isFinal ? outcome : undefined);
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
