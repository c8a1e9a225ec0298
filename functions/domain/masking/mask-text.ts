const masked = '[secret]';

const secretName = String.raw`\b(?:pin|pass(?:code|word|phrase)?|secret|ssn|(?:account|acct)(?:\s*(?:number|no\b\.?|#))?)`;

/** What stands after the name of a secret and a colon or an equals sign. */
const stated = new RegExp(String.raw`(${secretName}\s*[:=]\s*)\S+`, 'gi');

/** The word with a digit in it that follows the name of a secret, with none but such words between. Bounded, so that its cost is. */
const named = new RegExp(
  String.raw`(${secretName}(?:\W{1,20}(?:is|was|now|number|no|code|the|new|old))*\W{1,20})(?=\S{0,100}\d)\S+`,
  'gi',
);

const secretNames =
  /(?:^|[._-])(?:pin|pass(?:code|word|phrase)|secret|ssn|token|credentials?|api[._-]?key|account[._-]?(?:number|no))(?:$|[._-])/i;
const socialSecurityNumber = /(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])/g;

/** A text that has a name, as it may be stored: nothing of one whose name says that it is a secret. Numbers are no secrets in it. */
export const maskNamedText = (name: string, text: string): string =>
  secretNames.test(name)
    ? masked
    : text.replaceAll(stated, `$1${masked}`).replaceAll(named, `$1${masked}`).replaceAll(socialSecurityNumber, masked);

/** A social security number, or a run of digits as PINs and account numbers have. Dates and telephone numbers are written with hyphens. */
const numberLike = /(?<![\w-])(?:\d{3}-\d{2}-\d{4}|\d{4,})(?![\w-])/g;

/** Free text as it may be stored: without what looks like a PIN, a password, an account or a social security number. */
export const maskText = (text: string): string =>
  text.replaceAll(stated, `$1${masked}`).replaceAll(named, `$1${masked}`).replaceAll(numberLike, masked);
