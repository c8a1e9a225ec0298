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
  'otp',
  'cvv',
  'cvc',
  'cvv2',
] as const;

/** A PIN in a name that is written in small letters alone. */
const runTogether =
  /^(?:(?:old|new|port|out|transfer|account|acct|voicemail|vm|security|customer|user|carrier|losing|sp)+)?pins?(?:code|number|num|no|nr)?$/;

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

/** `oldAcct_no` as `old`, `account`, `number`. */
const wordsOf = (name: string): string[] =>
  (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [])
    .map((word) => word.toLowerCase())
    .map((word) => fullWords[word] ?? word);

/** Names longer than that say nothing, and comparing costs as much as they are long. */
const longestName = 64;

/** Whether a name says that what it names is a secret: as one of the names given, or by itself. */
export const isSecretName = (name: string, declared: readonly string[]): boolean => {
  if (declared.includes(name)) return true;
  if (name.length > longestName) return false;
  const words = wordsOf(name);
  const plain = words.join('');
  return (
    secretWords.some((word) => words.includes(word)) ||
    runTogether.test(plain) ||
    [...secretTerms, ...declared.map(plainOf).filter((one) => one.length > 4)].some((term) => plain.includes(term))
  );
};

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
