type Eligibility = 'eligible' | 'exception-needed' | 'unknown';

interface Match {
  /** Position in AT&T’s list. */
  index: number;
  eligibility: Eligibility;
  reasons: string[];
}

/** What a lookup’s answer means for a sale: the matches from the most to the least promising, and why. */
export interface LookupGuidance {
  outcome: 'found' | 'none-found';
  /** The first of them, so that a header can carry it. */
  matches: Match[];
  /** How many more AT&T’s answer has; absent: none. */
  moreMatches?: number;
}

/** A response may have 10,240 bytes of headers; a match takes up to 200. */
const mostMatches = 20;

const order: readonly Eligibility[] = ['eligible', 'unknown', 'exception-needed'];

/** Reads guidance off both published answer shapes. Words that are not published count as `unknown`, and are named. */
export const guidanceFor = (answer: unknown): LookupGuidance => {
  const records: unknown[] = Array.isArray(answer) ? answer : [];
  const ranked = records.map(rankedMatchOf).toSorted((a, b) => a.rank - b.rank);
  return {
    outcome: ranked.length > 0 ? 'found' : 'none-found',
    matches: ranked.slice(0, mostMatches).map(({ match }) => match),
    ...(ranked.length > mostMatches && { moreMatches: ranked.length - mostMatches }),
  };
};

/** The lower the rank, the more promising: first by whether it may be sold to, then by what has to be done before. */
const rankedMatchOf = (record: unknown, index: number): { rank: number; match: Match } => {
  const { allianceStatus, loaStatus, accountStatus } = statusesIn(record);
  const isInactive = accountStatus === 'Inactive';
  const eligibility = eligibilityOf(allianceStatus);
  const reasons = [statusReason(allianceStatus), loaReason(loaStatus)];
  if (isInactive) reasons.push('account is inactive');
  return {
    rank: order.indexOf(eligibility) * 3 + Number(loaStatus === 'N') + Number(isInactive),
    match: { index, eligibility, reasons },
  };
};

/** The seam to what AT&T writes: anything may stand there. */
const statusesIn = (record: unknown): Partial<Record<'allianceStatus' | 'loaStatus' | 'accountStatus', unknown>> =>
  typeof record === 'object' && record !== null ? record : {};

const eligibilityOf = (status: unknown): Eligibility => {
  if (status === 'OPPORTUNITY') return 'eligible';
  return status === 'ATT ONLY' ? 'exception-needed' : 'unknown';
};

const statusReason = (status: unknown): string => {
  if (status === 'OPPORTUNITY') return 'open to Solution Providers';
  if (status === 'ATT ONLY') return 'only AT&T may do business with it; an exception can be requested';
  return status === undefined || status === null
    ? 'no Alliance status given'
    : 'Alliance status of no published meaning';
};

const loaReason = (status: unknown): string => {
  if (status === 'Y') return 'letter of authorization on file';
  return status === 'N' ? 'no letter of authorization on file' : 'letter of authorization not stated';
};
