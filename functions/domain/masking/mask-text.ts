import { isSecretName } from '#domain/masking/secret-names';

const masked = '[secret]';

const signs = String.raw`[\W_]{0,3}`;
const pinWord = String.raw`p\.?i\.?n|pass(?:${signs}(?:code|word|phrase))?|secret|security${signs}(?:code|answer)|otp|one${signs}time${signs}code|cv[vc]2?`;
/** Not that of a SIM, which is the line’s. */
const cardWord = String.raw`(?<!sim${signs})card${signs}(?:number|no|num)`;
const ssnWord = String.raw`s\.?s\.?n|ss${signs}(?:#|no|num(?:ber)?)|soc(?:ial)?[\W_]{1,3}(?:sec(?:urity)?|ins(?:urance)?)`;
const taxWord = String.raw`tax(?:payer)?${signs}(?:(?:ref(?:erence)?|reg(?:istration)?|file)${signs})?(?:id(?:entification)?|no|num(?:ber)?|#)|tax${signs}(?:ref(?:erence)?|reg(?:istration)?)|e?tin|itin|f?ein`;
const secretWord = `${pinWord}|${cardWord}|${ssnWord}|${taxWord}`;
const accountWord = String.raw`(?:account|acct)(?:\s*(?:number|no\b\.?|#))?`;

/** Digits in several groups are one value: `123 45 6789`. */
const value = String.raw`\S+(?:[ -]\d{2,7}(?![\w-])){0,3}`;

/** Words that may stand between the name of a secret and what it is. */
const between =
  'is|was|are|now|id|number|no|code|the|new|old|value|last|digits|four|4|ending|ends|in|provided|entered|given';

/** What begins a sentence about a secret rather than the secret: `PIN: is wrong`. */
const ordinary =
  '(?!(?:is|was|are|has|does|did|do|must|may|can|cannot|should|not|no|in|too|invalid|incorrect|wrong|missing|required|expired|mismatch)\\b)';

interface Patterns {
  /** What stands after the name of a secret and a colon or an equals sign. */
  stated: RegExp;
  /**
   * The word with a digit in it that follows the name of a secret, with none but such words between; what is shorter than
   * three characters counts something. Bounded, so that its cost is.
   */
  named: RegExp;
}

/** What else stands there where the sentence ends with the secret: `PIN on file is 482913`, `PIN does not match: 482913`. No noun that has a number of its own. */
const further =
  "on|of|for|the|a|an|this|that|your|his|her|their|our|file|record|customer|subscriber|holder|owner|user|portal|invoice|form|does|do|did|not|match|matches|doesn[’']t|wrong|invalid|incorrect|valid|mismatch";
/** Behind one of these a number is what the sentence is about. */
const saying = 'is|was|are|were|be|as|in|expected|received|got|entered|given|provided|supplied|sent';
const digits = String.raw`(?:\d{3}[- ]\d{2}[- ]\d{4}|\d{2}-\d{7}|\d{4,9})(?![\w-])`;
const wordWithDigit = String.raw`(?=\S{0,100}\d)\S{4,}`;

const saidAfter = (words: string, value: string): RegExp =>
  new RegExp(
    String.raw`(\b(?:${words})s?(?:[ ,]{1,2}(?:${further}|${between}|${saying})){0,8}(?: ?[:=(][ ("“']{0,3}|(?<=[ ,](?:${saying})) ))${value}`,
    'gi',
  );
const saidAfterName = [saidAfter(secretWord, digits), saidAfter('pass(?:code|word|phrase)?|secret', wordWithDigit)];

/** `482913 is not the PIN`. */
const saidBeforeName = new RegExp(
  String.raw`(?<![\w-])${digits}((?: (?:is|was|are|as|not|no|a|an|the|your|his|her|their|valid|right|wrong|correct|current|new|old)){1,5} (?:${secretWord})\b)`,
  'gi',
);
const isToldOf = new RegExp(String.raw`\b(?:${secretWord})`, 'i');

const withoutSaid = (text: string): string =>
  isToldOf.test(text)
    ? saidAfterName
        .reduce((left, pattern) => left.replaceAll(pattern, `$1${masked}`), text)
        .replaceAll(saidBeforeName, `${masked}$1`)
    : text;

const patternsOf = (words: string): Patterns => ({
  stated: new RegExp(String.raw`(\b(?:${words})\s*[:=]\s*)(?!\s)${ordinary}${value}`, 'gi'),
  named: new RegExp(
    String.raw`(\b(?:${words})(?:\W{1,20}(?:${between}))*\W{1,20})(?=\S{0,100}\d)(?=\S{3})${value}`,
    'gi',
  ),
});

const ofAnything = patternsOf(`${secretWord}|${accountWord}`);
/** Without account numbers, which are names of what AT&T speaks of. */
const ofSecretsAlone = patternsOf(secretWord);

/**
 * Whom digits follow, or stars and the last of them, and nothing else does: `his social is 078 05 1120`, not `social 5GB plan`. Other words
 * make something else of both.
 */
const numbered = new RegExp(
  String.raw`(\b(?:social|taxpayer)(?:\W{1,20}(?:${between}))*\W{1,20})(?=[x*#\d -]{0,12}\d{4}|\d{3}[ -]\d{3}[ -]\d{3})[x*#\d](?:[ -]?[x*#\d]){2,20}(?![\w-])`,
  'gi',
);

const withoutStated = (text: string, { stated, named }: Patterns): string =>
  withoutSaid(
    text.replaceAll(stated, `$1${masked}`).replaceAll(named, `$1${masked}`).replaceAll(numbered, `$1${masked}`),
  );

const accountNumberName = /(?:^|[._-])account[._-]?(?:number|no)(?:$|[._-])/i;
const socialSecurityNumber = /(?<![\w-])\d{3}([- ])\d{2}\1\d{4}(?![\w-])/g;

/** A text that has a name, as it may be stored: nothing of one whose name says that it is a secret. Numbers are no secrets in it. */
export const maskNamedText = (name: string, text: string): string =>
  accountNumberName.test(name) || isSecretName(name, [])
    ? masked
    : withoutStated(text, ofAnything).replaceAll(socialSecurityNumber, masked);

/** A sentence of AT&T’s or a caller’s that is read by whom it is meant for: without what it calls a PIN, a password, a social security number or a tax id. */
export const maskSentence = (text: string): string =>
  withoutStated(text, ofSecretsAlone).replaceAll(socialSecurityNumber, masked);

/**
 * A social security number, that of an employer, or a run of digits as PINs and account numbers have. Dates and telephone
 * numbers are written with other hyphens.
 */
const numberLike = /(?<![\w-])(?:\d{3}([- ])\d{2}\1\d{4}|\d{2}-\d{7}|\d{4,})(?![\w-])/g;

/** Free text as it may be stored: without what looks like a PIN, a password, an account or a social security number. */
export const maskText = (text: string): string => withoutStated(text, ofAnything).replaceAll(numberLike, masked);
