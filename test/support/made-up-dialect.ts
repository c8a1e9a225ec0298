import fc from 'fast-check';
import type { Answers } from './made-up-att';
import type { Row } from '../../tools/simulator/dialects/members';

/** How a call goes at AT&T: done and said so; done and the answer lost; refused; done, and said with contradicting signs. */
export type Course = 'done' | 'lost' | 'refused' | 'contradicted';

/** How one made-up AT&T writes one kind of documents. */
export interface MadeUpDialect {
  request: readonly Row[];
  answer: readonly Row[];
  /** Of elements of lists. */
  element: readonly Row[];
  listAt: string;
  /** Whether a list of one element stands there without the list. */
  isBareAlone: boolean;
  /** Ids are numbers of so many digits before the serial; texts when left out. */
  idDigits: string | undefined;
  /** By the simulator’s word: the word as it is stated, and as it is written. */
  words: Readonly<Record<string, readonly [stated: string, written: string]>>;
  signs: Answers;
  course: Course;
}

/** A member’s place: nested, in lists, under names as carriers have them. */
const place = fc
  .array(fc.constantFrom('order', 'PortRequest', 'line-item', 'x.y', 'characteristic/0', 'Übertrag', 'a b'), {
    maxLength: 3,
  })
  .map((tokens) => tokens.map((token) => `/${token}`).join(''));

const placesOf = (count: number, name: string): fc.Arbitrary<string[]> =>
  fc
    .array(place, { minLength: count, maxLength: count })
    .map((places) => places.map((one, index) => `${one}/${name}${index}`));

const rowsOf = (pointers: readonly string[], name: string): fc.Arbitrary<Row[]> =>
  placesOf(pointers.length, name).map((places) => pointers.map((own, index): Row => [own, places[index]!]));

/** As the gateway compares words. */
const plain = (word: string): string => word.trim().toLowerCase();

/** As many words as asked for, of any letters, that nobody could take for one another. */
const wordsOf = (count: number): fc.Arbitrary<string[]> =>
  fc.uniqueArray(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((word) => plain(word) !== ''),
    { minLength: count, maxLength: count, selector: plain },
  );

const written = fc.constantFrom<(word: string) => string>(
  (word) => word,
  (word) => word.toUpperCase(),
  (word) => word.toLowerCase(),
  (word) => `  ${word} `,
);

/** One word, stated in one way and written in another that is the same word. */
const spelling = (word: string): fc.Arbitrary<readonly [string, string]> =>
  written.map((write) => (plain(write(word)) === plain(word) ? [word, write(word)] : [word, word]));

const signs: fc.Arbitrary<Answers> = fc
  .tuple(
    placesOf(4, 's'),
    wordsOf(2).chain(([done, refused]) => fc.tuple(spelling(done!), spelling(refused!))),
    fc.constantFrom(200, 400, 409, 422),
    fc.boolean(),
    fc.constantFrom<Answers['contradiction']>('fault', 'status', 'errorCode'),
    fc.constantFrom(undefined, '0', '000', 0, 'Success', 'none', null),
  )
  .map(
    ([[outcomeAt, faultAt, codeAt, messageAt], [done, refused], status, isRefusalStated, contradiction, noError]) => ({
      ...{
        outcomeAt: outcomeAt!,
        faultAt: faultAt!,
        codeAt: `${faultAt}${codeAt}`,
        messageAt: `${faultAt}${messageAt}`,
      },
      ...{ done, refused, status, isRefusalStated, contradiction, noError },
    }),
  );

/** @param pointers the members of the simulator’s documents that somebody has to find, and its words */
export const madeUpDialects = (
  pointers: Record<'request' | 'answer' | 'element', readonly string[]>,
  ownWords: readonly string[],
): fc.Arbitrary<MadeUpDialect> =>
  fc.record({
    request: rowsOf(pointers.request, 'm'),
    // A member at the place of a secret of the request is taken for it, in what is stored.
    answer: rowsOf(pointers.answer, 'a'),
    element: rowsOf(pointers.element, 'e'),
    listAt: place.map((one) => `${one}/list`),
    isBareAlone: fc.boolean(),
    idDigits: fc.option(fc.constantFrom('1', '77000001', '9200000000000000000000001'), { nil: undefined }),
    words: wordsOf(ownWords.length)
      .chain((words) => fc.tuple(...words.map(spelling)))
      .map((words) => Object.fromEntries(words.map((word, index) => [ownWords[index]!, word]))),
    signs,
    course: fc.constantFrom<Course>('done', 'lost', 'refused', 'contradicted'),
  });

/** Numbers that a double does not hold, or would print otherwise. */
const numbers = '[1.0, 1E+2, -0, 0.10, 12345678901234567890123, 1e400, 9007199254740993]';

/** What may stand between the tokens of a document. */
export const blanks = fc.constantFrom('', ' ', '\t', '\r\n', ' \n  ');

const escapes = fc.constantFrom<(character: string) => string>(
  (character) => character,
  (character) => (/[eÜ]/.test(character) ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : character),
  (character) => (character === '/' ? String.raw`\/` : character),
  (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
);

/** Spellings of a document that mean the same: with blanks anywhere, escapes, and values of all sorts beside its members. */
export const spellings: fc.Arbitrary<(document: object) => string> = fc
  .tuple(blanks, blanks, escapes, fc.boolean())
  .map(([between, around, escape, hasOthers]) => (document: object) => {
    const tokens = tokensOf(JSON.stringify(document)).map((token) =>
      token.startsWith('"') ? `"${token.slice(1, -1).replaceAll(/[^"\\]/g, escape)}"` : token,
    );
    const [open, ...rest] = tokens;
    const all = hasOthers && open === '{' ? [open, ...others, ',', ...rest] : tokens;
    return around + all.join(between) + around;
  });

/** Numbers, ids that are texts, and escapes of all sorts. */
const others = [
  ...['"figures"', ':', numbers, ','],
  ...['"ids"', ':', String.raw`["000123", "12345678901234567890123", "\u0031\u002F2"]`, ','],
  ...[String.raw`"a\u0022\\:\"b"`, ':', String.raw`{"\ud83d\ude00" : "\ud800 \u00fc\u00DC ü 😀 \/ \t\b", "{": "}:,]"}`],
];

/** Of documents that have a member, and whose texts need no escapes. */
const tokensOf = (text: string): string[] => text.match(/"[^"]*"|[{}[\],:]|[^\s"{}[\],:]+/g) ?? [];
