import type { UpstreamCall, UpstreamResult } from '#att/upstream-call';

/**
 * Whether AT&T may have done what it was asked to, as far as anybody can tell. A gateway in front of a host answers 503 or
 * 429 for one that has acted all the same, so neither is a refusal, unless the tenant's contract says it of 429.
 */
export const mayHaveActed = ({ binding }: Pick<UpstreamCall, 'binding'>, result: UpstreamResult): boolean => {
  if (result.answer === undefined) return result.failure.mayHaveArrived;
  const { answer, verdict } = result;
  if (verdict.outcome === 'unavailable') return answer.status !== 429 || binding.rateLimitsBeforeActing !== true;
  return verdict.outcome === 'unusable';
};
