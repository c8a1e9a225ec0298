const masked = '[secret]';

/** A name and the sign before its value: of an attribute, of a form, of a line of text, of a piece of JSON; in quotes it may be several words. */
const named = /(?:(["'])([A-Za-z][^"'<>{}[\]:=\n]{0,63})\1|(?<![\w.-])([A-Za-z][\w.-]*)["']?)\s*[:=]\s*/g;

/** A value in quotes, in brackets, or of one word; the text may end in it. */
const value = /"[^"]*"?|'[^']*'?|\{[^}]*\}?|\[[^\]]*\]?|[^\s,;&<>"'{}[\]]+/y;

/** Text without the values that are assigned to secret names in it. */
export const maskAssignments = (text: string, isSecret: (name: string) => boolean): string => {
  let end = 0;
  let clean = '';
  for (const { 0: whole, 2: inQuotes, 3: name = inQuotes ?? '', index } of text.matchAll(named)) {
    if (index < end || !isSecret(name)) continue;
    value.lastIndex = index + whole.length;
    if (!value.test(text)) continue;
    clean += text.slice(end, index) + whole + masked;
    end = value.lastIndex;
  }
  return clean + text.slice(end);
};
