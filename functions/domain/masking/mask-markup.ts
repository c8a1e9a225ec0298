import { maskAssignments } from '#domain/masking/mask-assignments';
import { maskSentence } from '#domain/masking/mask-text';

const masked = '[secret]';

export interface MarkupMasks {
  isName: (name: string) => boolean;
  /** What is stored of a sentence. */
  ofSentence: (sentence: string) => string;
}

const tag = /<(\/?)([A-Za-z][\w.:-]*)([^<>]*)>?/g;
const quoted = /"[^"]*"?|'[^']*'?/g;

/**
 * Text that is no JSON, be it a page of HTML, XML or a sentence, without what stands in elements, attributes and assignments
 * of secret names, and with its sentences masked.
 */
export const maskMarkup = (text: string, masks: MarkupMasks): string => {
  let clean = '';
  let end = 0;
  let secret: { name: string; depth: number } | undefined;
  for (const { 0: whole, 1: slash, 2: name = '', 3: attributes = '', index } of text.matchAll(tag)) {
    const run = text.slice(end, index);
    end = index + whole.length;
    const opens = slash === '' && !attributes.endsWith('/');
    if (secret) {
      if (name === secret.name) secret.depth += opens ? 1 : slash === '' ? 0 : -1;
      if (secret.depth > 0) continue;
      secret = undefined;
      clean += whole;
      continue;
    }
    clean += maskRun(run, masks) + maskTag(whole, masks);
    if (!opens || !isSecret(masks, name)) continue;
    secret = { name, depth: 1 };
    clean += masked;
  }
  return secret ? clean : clean + maskRun(text.slice(end), masks);
};

/** With and without its namespace. */
const isSecret = ({ isName }: MarkupMasks, name: string): boolean =>
  isName(name) || isName(name.slice(name.lastIndexOf(':') + 1));

/** Text between tags. What looks like JSON has its sentences in quotes. */
const maskRun = (run: string, masks: MarkupMasks): string => {
  const clean = maskAssignments(run, (name) => isSecret(masks, name));
  if (/^\s*[[{]/.test(run)) return clean.replaceAll(quoted, (text) => sentence(text, masks));
  return sentence(clean, masks);
};

const sentence = (text: string, { ofSentence }: MarkupMasks): string =>
  /\S\s+\S/.test(text) ? ofSentence(text) : maskSentence(text);

/** Also `<input name="pin" value="4711">`. */
const maskTag = (whole: string, masks: MarkupMasks): string => {
  const values = [...whole.matchAll(quoted)].map(([value]) => value.replaceAll(/^["']|["']$/g, ''));
  return values.some((value) => isSecret(masks, value))
    ? whole.replaceAll(quoted, masked)
    : maskAssignments(whole, (name) => isSecret(masks, name));
};
