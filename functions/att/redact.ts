const entityNames: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/**
 * Takes secrets out of a text, in every form a server could echo them: as they are, with any of their characters escaped
 * for JSON, a URL or HTML, and inside Base64 of anything longer.
 * @param secrets printable ASCII, at least 8 characters each; in any order
 */
export const withoutSecrets = (text: string, secrets: readonly string[]): string => {
  // Longest first, so that a secret inside another one leaves no rest of it.
  const longestFirst = secrets.toSorted((a, b) => b.length - a.length);
  const plain = longestFirst.reduce((clean, secret) => clean.replaceAll(patternOf(secret), '[redacted]'), text);
  return longestFirst.flatMap(base64FormsOf).reduce(withoutForm, plain);
};

/** With the characters beside it that have a part of the secret’s first and last bytes in them. */
const withoutForm = (text: string, form: string): string =>
  text.includes(form)
    ? text.replaceAll(new RegExp(`[\\w+/-]{0,3}${form.replaceAll('+', '\\+')}[\\w+/-]{0,2}={0,2}`, 'g'), '[redacted]')
    : text;

const patterns = new Map<string, RegExp>();
const encodings = new Map<string, readonly string[]>();
/** A pattern takes half a megabyte once it is compiled, and a tenant can act for many Solution Providers. */
const maximumRemembered = 40;

const base64FormsOf = (secret: string): readonly string[] => {
  const known = encodings.get(secret);
  if (known) return known;
  if (encodings.size > maximumRemembered) encodings.clear();
  const made = base64Forms(secret);
  encodings.set(secret, made);
  return made;
};

/** Built once per secret: a process knows few, and every answer is searched for them. */
const patternOf = (secret: string): RegExp => {
  const known = patterns.get(secret);
  if (known) return known;
  if (patterns.size > maximumRemembered) patterns.clear();
  const made = new RegExp(secret.replaceAll(/./g, anyFormOf), 'g');
  patterns.set(secret, made);
  return made;
};

/** `+` is also `\\+`, `\\u002b`, `%2B`, `%252b`, `&#43;` or `&#x2b;`. */
const anyFormOf = (character: string): string => {
  const code = character.charCodeAt(0);
  const hex = code.toString(16).padStart(2, '0');
  const anyCaseHex = hex.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
  const entityName = entityNames[character];
  const forms = [
    `\\\\{0,3}\\x${hex}`,
    `\\\\{1,3}u00${anyCaseHex}`,
    `%(?:25)?${anyCaseHex}`,
    `&#(?:0{0,5}${code}|[xX]0{0,4}${anyCaseHex});`,
    ...(entityName === undefined ? [] : [`&${entityName};`]),
  ];
  return `(?:${forms.join('|')})`;
};

/** What is the same in Base64 wherever in a longer text the secret begins: its bytes at each of the three alignments. */
const base64Forms = (secret: string): string[] =>
  [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
    const encoded = bytes.toString('base64');
    const inner = encoded.slice(Math.ceil((offset * 4) / 3), Math.floor((bytes.length * 4) / 3));
    return [...new Set([inner, inner.replaceAll('+', '-').replaceAll('/', '_')])];
  });
