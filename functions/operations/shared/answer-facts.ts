import type { AnswerFact } from '#domain/define-operation';
import { textAt, valueAt, type Pointer } from '#domain/json/json-pointer';

const longestWord = 100;

/** AT&T’s word at a pointer, as much of it as is kept. */
const wordAt = (answer: unknown, at: Pointer): string | undefined => textAt(answer, at)?.trim().slice(0, longestWord);

/**
 * Reads a decision off AT&T’s word for it. The published values are few, so a word that is not clearly one of the two
 * ends keeps the decision open; the word AT&T answered always stays beside ours.
 */
const decision =
  (name: AnswerFact['name'], at: Pointer, words: { matches: RegExp; value: string }[], open: string) =>
  (answer: unknown): AnswerFact[] => {
    const word = wordAt(answer, at);
    if (!word) return [];
    const value = words.find(({ matches }) => matches.test(word))?.value ?? open;
    return [{ name, value, raw: { [at.slice(at.lastIndexOf('/') + 1)]: word } }];
  };

const creditWords = [
  { matches: /^(auto[- ]?|manually[- ]?)?approved\b/i, value: 'approved' },
  { matches: /^(auto[- ]?|manually[- ]?)?(declined|denied|rejected)\b/i, value: 'declined' },
];

/** `Auto-Approved` is published; the words of a refusal and of a manual review are not. */
export const allianceCredit = decision('credit', '/approvalStatus', creditWords, 'manual-review');

/** What APEX says inside `creditCheckDetails` is not public; without a word there the check is only requested. */
export const apexCredit = decision('credit', '/creditCheckDetails/approvalStatus', creditWords, 'manual-review');

/** A contract that went out waits for its signature. */
export const contractSent = (): AnswerFact[] => [
  { name: 'contract', value: 'sent' },
  { name: 'signature', value: 'awaited' },
];

const signatureOf = decision(
  'signature',
  '/contractStatus',
  [
    { matches: /^(signed|executed|completed?)$/i, value: 'signed' },
    { matches: /^(declined|rejected|voided|cancell?ed)$/i, value: 'declined' },
  ],
  'awaited',
);

/** A contract that can be read was sent; its status word tells of the signature. The values are not public. */
export const contractRead = (answer: unknown): AnswerFact[] => [
  { name: 'contract', value: 'sent' },
  ...signatureOf(answer),
];

/** What AT&T keeps of a sub-order’s enrichments is there; whether it is complete, no member says. `raw` has the products. */
export const enrichmentRecords = (answer: unknown): AnswerFact[] => {
  const records: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  const present = records.filter((record) => textAt(record, '/Id') !== undefined);
  if (present.length === 0) return [];
  const products = present.flatMap((record) => productAt.map((at) => textAt(record, at)).find(Boolean) ?? []);
  return [
    {
      name: 'enrichmentRecords',
      value: 'present',
      raw: {
        records: String(present.length),
        ...(products.length > 0 && { products: products.join(', ').slice(0, 200) }),
      },
    },
  ];
};

/** Whether the name is inside of the product or beside it is not public. */
const productAt = ['/Product2.Name', '/Product2/Name', '/Product2'];

const completionWords = [
  { matches: /^complete[d]?$/i, value: 'completed' },
  { matches: /^cancell?ed$/i, value: 'cancelled' },
];

const endOf = (word: string | undefined): string | undefined =>
  completionWords.find(({ matches }) => word !== undefined && matches.test(word))?.value;

/**
 * AT&T’s status word as it is, and the end of the order when the word says so. `IN_PROGRESS` is published. Of several
 * orders in one answer each has its word, and all of them have to have ended.
 */
export const orderStatus = (answer: unknown): AnswerFact[] => {
  const told = valueAt(answer, '/responseData');
  const isList = Array.isArray(told);
  const each = (isList ? (told as unknown[]) : [told]).map((one, index) => ({
    name: isList ? (wordAt(one, '/orderNumber') ?? String(index)) : 'orderStatus',
    word: wordAt(one, '/orderStatus') || undefined,
  }));
  const said = each.flatMap(({ name, word }) => (word === undefined ? [] : [[name, word] as const]));
  if (said.length === 0) return [];
  const raw = Object.fromEntries(said);
  const ends = new Set(each.map(({ word }) => endOf(word)));
  const status: AnswerFact = {
    name: 'status',
    value: [...new Set(Object.values(raw))].join(', ').slice(0, longestWord),
    raw,
  };
  if (ends.has(undefined)) return [status];
  return [status, { name: 'completion', value: ends.has('completed') ? 'completed' : 'cancelled', raw }];
};
