/** What a sentence says of the members of a request that it names. */
export interface RefusalReading<Member> {
  wrong: Member[];
  right: Member[];
}

/** Calls right what has a word of fault in it. */
const faultless =
  /\b(?:(?:is|are|was|were) )?(?:not|isn'?t|aren'?t|never) (?:required|needed|necessary|wrong|incorrect|invalid|missing|expired|rejected|mismatched)|\bno(?: \w+){0,3} (?:mismatch|errors?|issues?|problems?|discrepanc\w+|required|needed)/;

const negated = String.raw`(?:(?:do|does|did|is|are|was|were|has|have|could|can|would|will)(?: not|n'?t)|cannot|not|never|unable to|failed to|fails? to)(?: be| been)?`;
const quality = String.raw`(?:a |an |the )?(?:valid|correct|match\w*|recogni[sz]ed|found|accepted|on (?:the )?(?:file|record|account)|part of|listed|authori[sz]ed|provided|supplied|given|sent|entered|included|received|present|verif\w+|validat\w+|confirm\w*|agree|correspond|right|good|ok|current|eligible|acceptable|the same|as)`;
const asked = String.raw`(?:please|must|should|need\w*|requires?|has to|have to|kindly)`;

/** Calls wrong what it stands with. */
const faulty = new RegExp(
  [
    String.raw`\b${negated} ${quality}\b`,
    String.raw`\b(?:is|are|was|were|does|do|did|has|have|can|could|will|would)(?: not|n'?t)\b|\bcannot\b`,
    String.raw`\bno (?:longer )?(?:valid|match\w*|such)\b`,
    String.raw`\b(?:in(?:correct|valid|accurate|complete|sufficient|eligible)|wrong|bad|mis-?match\w*|missing|required|expired|outdated|stale|unknown|unverified|unrecogni[sz]ed|blank|empty|omitted|different|differ(?:s|ed)?|rejected|denied|refused|declined|disputed|mistyped|needed|fail(?:s|ed|ure)?|errors?|conflicts? with|discrepanc\w+|problem|issue|used up)\b`,
    String.raw`\b${asked}(?: \w+){0,2} (?:match|be|provide|supply|send|submit|enter|check|verify|update|correct|confirm|review|fix|obtain|get|include)\b`,
    String.raw`\b(?:provide|supply|send|enter|check|verify|update|correct (?:the|your)|confirm|review|fix|obtain|resubmit with|resend|except(?: for)?|other than|apart from|without|please|must|need\w*)\b`,
  ].join('|'),
);

/** Calls right what it stands with. */
const sound =
  /\b(?:ok(?:ay)?|correct|valid|match(?:es|ed|ing)?|verified|validated|accepted|accurate|good|right|fine|confirmed|pass(?:es|ed)?|on file|recogni[sz]ed|approved|found|not)\b|[✓✔]/;

/** Ends what a word can be about. */
const border = /[.;|\n!?]|(?<=\s)[-–—](?=\s)|\b(?:but|however|although|though|while|whereas|yet|only|because)\b/;
const link = /[,&/+]|\b(?:and|or|nor|as well as|plus)\b/;

const kinds = ['faultless', 'faulty', 'sound', 'border', 'link'] as const;
const patterns = { faultless, faulty, sound, border, link };

type Token<Member> = { kind: (typeof kinds)[number] } | { kind: 'member'; member: Member };

/** A part between two links: which members it names, and what each verdict in it is about. */
interface Part<Member> {
  members: { member: Member; isWrong?: boolean }[];
  /** Of a verdict without a member, or the last one. */
  isWrong?: boolean;
  /** Whether the verdict stands before its members, as in “Incorrect PIN”. */
  leads: boolean;
}

/**
 * Reads which members a carrier’s sentence calls wrong and which it calls right, in either order (“Incorrect PIN”, “PIN does
 * not match”), several at once (“PIN and ZIP are wrong”). A member named without a verdict is wrong: it is a refusal.
 * @param names how each member is written, the longer ways first
 */
export const readRefusal = <Member>(
  text: string,
  names: readonly (readonly [RegExp, Member])[],
): RefusalReading<Member> => {
  const verdicts = new Map<Member, boolean>();
  for (const clause of clausesOf(tokensOf(text, names))) {
    for (const { member, isWrong = true } of judged(clause.map(partOf))) {
      if (!verdicts.has(member) || isWrong) verdicts.set(member, isWrong);
    }
  }
  const those = (wanted: boolean) => [...verdicts].flatMap(([member, isWrong]) => (isWrong === wanted ? [member] : []));
  return { wrong: those(true), right: those(false) };
};

const tokensOf = <Member>(text: string, names: readonly (readonly [RegExp, Member])[]): Token<Member>[] => {
  const plain = text.replaceAll('’', "'").replaceAll('_', ' ');
  const all = new RegExp(
    [
      ...names.map(([name], index) => `(?<n${index}>${name.source})`),
      ...kinds.map((kind) => `(?<${kind}>${patterns[kind].source})`),
    ].join('|'),
    'gi',
  );
  return [...plain.matchAll(all)].flatMap(({ groups = {} }): Token<Member>[] => {
    const kind = kinds.find((one) => groups[one] !== undefined);
    if (kind) return [{ kind }];
    const named = names.find((_, index) => groups[`n${index}`] !== undefined);
    return named ? [{ kind: 'member', member: named[1] }] : [];
  });
};

/** Between borders, and in each of them between links. */
const clausesOf = <Member>(tokens: readonly Token<Member>[]): Token<Member>[][][] =>
  split(tokens, 'border').map((clause) => split(clause, 'link').filter((part) => part.length > 0));

const split = <Member>(tokens: readonly Token<Member>[], at: 'border' | 'link'): Token<Member>[][] =>
  tokens.reduce<Token<Member>[][]>(
    (parts, token) => {
      if (token.kind === at) parts.push([]);
      else parts.at(-1)?.push(token);
      return parts;
    },
    [[]],
  );

const partOf = <Member>(tokens: readonly Token<Member>[]): Part<Member> => {
  const members = tokens.flatMap((token) => (token.kind === 'member' ? [token.member] : []));
  const verdicts = tokens.flatMap(({ kind }) => (kind === 'member' ? [] : [kind === 'faulty']));
  const leads = tokens[0]?.kind !== 'member';
  if (new Set(members).size > 1 && verdicts.length > 1) return { members: paired(tokens, leads), leads };
  if (verdicts.length === 0) return { members: members.map((member) => ({ member })), leads: false };
  const isWrong = verdicts.includes(true);
  // What a member is compared with (“PIN does not match account number”) is not called anything.
  const named = leads
    ? members
    : members.slice(
        0,
        tokens.findIndex(({ kind }) => kind !== 'member'),
      );
  return { members: named.map((member) => ({ member, isWrong })), isWrong, leads };
};

/** “Account number OK PIN incorrect”, “valid account number wrong PIN”: each verdict with the members on its side. */
const paired = <Member>(tokens: readonly Token<Member>[], leads: boolean): Part<Member>['members'] => {
  const ordered = leads ? tokens : tokens.toReversed();
  let isWrong = true;
  let fromVerdict = false;
  const found: Part<Member>['members'] = [];
  for (const token of ordered) {
    if (token.kind === 'member') {
      found.push({ member: token.member, isWrong });
      fromVerdict = false;
    } else {
      isWrong = token.kind === 'faulty' || (fromVerdict && isWrong);
      fromVerdict = true;
    }
  }
  return leads ? found : found.toReversed();
};

/** Members without a verdict have that of the list they stand in. */
const judged = <Member>(parts: readonly Part<Member>[]): Part<Member>['members'] =>
  parts.flatMap(({ members }, index) =>
    members.map(({ member, isWrong }) => ({ member, isWrong: isWrong ?? inherited(parts, index) ?? true })),
  );

const inherited = <Member>(parts: readonly Part<Member>[], index: number): boolean | undefined => {
  const before = parts.slice(0, index).findLast(({ isWrong }) => isWrong !== undefined);
  if (before?.leads) return before.isWrong;
  const after = parts
    .slice(index + 1)
    .find(({ isWrong, leads, members }) => isWrong !== undefined && (!leads || members.length === 0));
  return (after ?? before)?.isWrong;
};
