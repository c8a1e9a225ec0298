import { textAt } from '#domain/json/json-pointer';

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
  const matches = records.map((record, index) => matchOf(record, index));
  const ranked = matches.toSorted(
    (a, b) => order.indexOf(a.eligibility) - order.indexOf(b.eligibility) || hindrances(a) - hindrances(b),
  );
  return {
    outcome: ranked.length > 0 ? 'found' : 'none-found',
    matches: ranked.slice(0, mostMatches),
    ...(ranked.length > mostMatches && { moreMatches: ranked.length - mostMatches }),
  };
};

const hindrances = ({ reasons }: Match): number =>
  reasons.filter((reason) => reason.includes('no letter') || reason.includes('inactive')).length;

const matchOf = (record: unknown, index: number): Match => {
  const status = textAt(record, '/allianceStatus');
  return {
    index,
    eligibility: eligibilityOf(status),
    reasons: [
      statusReason(status),
      loaReason(textAt(record, '/loaStatus')),
      ...accountReasons(textAt(record, '/accountStatus')),
    ],
  };
};

const eligibilityOf = (status: string | undefined): Eligibility => {
  if (status === 'OPPORTUNITY') return 'eligible';
  return status === 'ATT ONLY' ? 'exception-needed' : 'unknown';
};

const statusReason = (status: string | undefined): string => {
  if (status === 'OPPORTUNITY') return 'open to Solution Providers';
  if (status === 'ATT ONLY') return 'only AT&T may do business with it; an exception can be requested';
  return status === undefined ? 'no Alliance status given' : 'Alliance status of no published meaning';
};

const loaReason = (status: string | undefined): string => {
  if (status === 'Y') return 'letter of authorization on file';
  return status === 'N' ? 'no letter of authorization on file' : 'letter of authorization not stated';
};

const accountReasons = (status: string | undefined): string[] => (status === 'Inactive' ? ['account is inactive'] : []);
