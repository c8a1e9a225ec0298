import { addEnds, certainPartOf, formStarts, hasForms, withoutForms } from '#att/character-forms';

const redacted = '[redacted]';

/** Takes some secrets out of a text. */
export type Redact = (text: string) => string;

/**
 * What takes secrets out of texts, in every form a server could echo them: as they are, with any of their characters escaped
 * for JSON, a URL or HTML, and inside Base64 of anything longer. What it takes grows with the text alone.
 * @param secrets printable ASCII, at least 8 characters each; in any order
 */
export const redactorOf = (secrets: readonly string[]): Redact => {
  // Longest first, so that a secret inside another one leaves no rest of it.
  const longestFirst = secrets.toSorted((a, b) => b.length - a.length);
  const encoded = longestFirst.flatMap(base64Forms);
  const parts = new Map(longestFirst.map((secret) => [secret, certainPartOf(secret)]));
  return (text) => {
    if (!hasForms(text)) return encoded.reduce(withoutEncoded, longestFirst.reduce(withoutWord, text));
    const told = withoutForms(text);
    const isPerhapsTold = (secret: string): boolean => told.includes(parts.get(secret) ?? '');
    return encoded.reduce(withoutEncoded, longestFirst.filter(isPerhapsTold).reduce(withoutAnyForm, text));
  };
};

const withoutWord = (text: string, secret: string): string => text.replaceAll(secret, redacted);

const withoutAnyForm = (text: string, secret: string): string => {
  const nextStart = placesOf(text, [...new Set([secret.charAt(0), ...formStarts])]);
  let clean = '';
  let done = 0;
  for (let start = nextStart(0); start < text.length;) {
    const end = endOf(text, start, secret);
    if (end !== undefined) {
      clean += text.slice(done, start) + redacted;
      done = end;
    }
    start = nextStart(end ?? start + 1);
  }
  return clean + text.slice(done);
};

/** Tells the next place of any of some characters, from one on that is no lower than before; the text’s end for none. */
const placesOf = (text: string, characters: readonly string[]): ((from: number) => number) => {
  const cursors = characters.map((character) => ({ character, place: -1 }));
  return (from) => {
    let nearest = text.length;
    for (const cursor of cursors) {
      if (cursor.place < from) {
        const found = text.indexOf(cursor.character, from);
        cursor.place = found === -1 ? text.length : found;
      }
      if (cursor.place < nearest) nearest = cursor.place;
    }
    return nearest;
  };
};

/** Where a secret ends at the latest that begins there; undefined where none does. */
const endOf = (text: string, start: number, secret: string): number | undefined => {
  let ends = [start];
  let next: number[] = [];
  for (const character of secret) {
    for (const end of ends) addEnds(text, end, character, next);
    if (next.length === 0) return undefined;
    [ends, next] = [next, ends];
    next.length = 0;
  }
  return Math.max(...ends);
};

/** With the characters beside it that have a part of the secret’s first and last bytes in them. */
const withoutEncoded = (text: string, form: string): string => {
  let clean = '';
  let done = 0;
  for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, done)) {
    const start = Math.max(done, at - countBack(text, at));
    let end = at + form.length;
    for (let more = 0; more < 2 && isOfBase64(text, end); more += 1) end += 1;
    for (let more = 0; more < 2 && text[end] === '='; more += 1) end += 1;
    clean += text.slice(done, start) + redacted;
    done = end;
  }
  return clean + text.slice(done);
};

const countBack = (text: string, at: number): number => {
  let count = 0;
  while (count < 3 && isOfBase64(text, at - count - 1)) count += 1;
  return count;
};

const isOfBase64 = (text: string, at: number): boolean => /^[\w+/-]$/.test(text.charAt(at));

/** What is the same in Base64 wherever in a longer text the secret begins: its bytes at each of the three alignments. */
const base64Forms = (secret: string): string[] =>
  [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
    const encoded = bytes.toString('base64');
    const inner = encoded.slice(Math.ceil((offset * 4) / 3), Math.floor((bytes.length * 4) / 3));
    return [...new Set([inner, inner.replaceAll('+', '-').replaceAll('/', '_')])];
  });
