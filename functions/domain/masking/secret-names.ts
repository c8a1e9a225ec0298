import { distance } from 'fastest-levenshtein';

/** Names of secrets, wherever they stand in a name: without capitals and signs. */
const secretTerms = [
  'passcode',
  'password',
  'passphrase',
  'passwd',
  'secret',
  'token',
  'credential',
  'apikey',
  'accesskey',
  'privatekey',
  'bearer',
  'securitycode',
  'securityanswer',
  'socialsecurity',
  'socsec',
  'taxid',
  'taxpayer',
  'cardnumber',
] as const;

/** Too short to be looked for inside other words. */
const secretWords = [
  'pin',
  'pins',
  'pincode',
  'pwd',
  'pswd',
  'ssn',
  'itin',
  'tin',
  'ein',
  'fein',
  'otp',
  'cvv',
  'cvc',
  'cvv2',
] as const;

/** What may stand behind PIN or SSN in a word, and says no more than that it is one. */
const valueWords =
  '(?:code|number|num|nbr|no|nr|val(?:ue)?|text|hash|enc(?:rypted)?|digits|last|last4|full|old|new)?\\d*';

/** A word that is PIN with something before or after it, as in `subscriberpin` and `pinno`; `pinging` and `mapping` go on otherwise. */
const pinInWord = new RegExp(`^pins?${valueWords}$|pins?(?:code|number|num|nbr|no|nr)?$`);

/** Words that end as one of those does, and are none. */
const ordinaryPins =
  /^(?:top|back|under)?spins?(?:code|number|num|nbr|no|nr)?$|^(?:un|under|re|hair|king|lin?ch|lynch|push|bow|ten|cotter|map|lu)pins?$|^(?:drop|step)ins?$/;

/** SSN at the beginning or the end of a name, whatever it is written together with. No word begins so, and `assn` is an association. */
const ssnInName = new RegExp(`^ssn|(?<!a)ssns?${valueWords}$`);

/** `social` and `last4Social`, not `socialMedia`. */
const socialInName =
  /social(?!i[sz]|media|network|event|group|profile|handle|link|login|post|page|share|hour|plan|app|pass|bundle|offer|data)/;

/** The number of a taxpayer, not that of a tax: `taxNumber`, `tax_no`, `taxIdentification`, not `taxable`, `taxNotes`, `taxCode`. */
const taxNumberInName = /tax(?:payer)?(?:id|(?:ref(?:erence)?|reg(?:istration)?|file)?(?:number|num|nbr|no|nr)s?\d*$)/;

const fullWords: Readonly<Record<string, string>> = {
  acct: 'account',
  acc: 'account',
  acnt: 'account',
  no: 'number',
  nr: 'number',
  nbr: 'number',
  num: 'number',
  pw: 'password',
};

const wordsAs = (pattern: RegExp, name: string): string[] =>
  (name.match(pattern) ?? []).map((word) => word.toLowerCase()).map((word) => fullWords[word] ?? word);

/** `oldAcct_no` as `old`, `account`, `number`; `tax #` as `tax`, `number`. */
const wordsOf = (name: string): string[] => wordsAs(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g, name.replaceAll('#', ' no'));

/** The same of names whose capitals end where small letters begin: `PINvalue` as `pin`, `value`. */
const wordsByCapitals = (name: string): string[] => wordsAs(/[A-Z]{2,}|[A-Z]?[a-z]+|\d+/g, name);

/** Of names longer than that the beginning and the end are looked at: it costs as much as they are long. */
const longestName = 64;

/** Whether a name says that what it names is a secret: as one of the names given, or by itself. */
export const isSecretName = (name: string, declared: readonly string[]): boolean => {
  if (declared.includes(name)) return true;
  if (name.length > longestName)
    return [name.slice(0, longestName), name.slice(-longestName)].some((part) => isSecretName(part, declared));
  const words = wordsOf(name);
  const plain = words.join('');
  return (
    [...words, ...wordsByCapitals(name)].some(isSecretWord) ||
    (spelt.test(name) && isSecretWord(plain)) ||
    [ssnInName, socialInName, taxNumberInName].some((pattern) => pattern.test(plain)) ||
    [...secretTerms, ...declared.map(plainOf).filter((one) => one.length > 4)].some((term) => plain.includes(term))
  );
};

/** `P.I.N.`, letter by letter. */
const spelt = /^(?:[a-z][\W_]+)+[a-z]\W*$/i;

const isSecretWord = (word: string): boolean =>
  (secretWords as readonly string[]).includes(word) || (pinInWord.test(word) && !ordinaryPins.test(word));

/** What reads like a misspelt secret and is none. */
const ordinaryNames = new Set(['postcode', 'postalcode']);

/** Whether a name is most likely a misspelt one of those given, or of those that say it by themselves. */
export const isLikeSecretName = (name: string, declared: readonly string[]): boolean => {
  if (name.length > longestName) return false;
  const plain = plainOf(name);
  if (ordinaryNames.has(plain)) return false;
  const known = [...declared.map(plainOf), ...(declared.length > 0 ? secretWords : []), ...secretTerms];
  return known.some((one) => isNear(plain, one));
};

/** Without capitals, signs and the `s` of several. */
const plainOf = (name: string): string => wordsOf(name).join('').replace(/s$/, '');

/** One letter in four; of short names one, or the same letters in another order. */
const isNear = (name: string, known: string): boolean =>
  Math.abs(name.length - known.length) <= known.length / 4 + 1 &&
  (distance(name, known) <= Math.max(1, Math.floor(known.length / 4)) || inOrder(name) === inOrder(known));

const inOrder = (name: string): string => Array.from(name).toSorted().join('');
