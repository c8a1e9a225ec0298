import { tokensOf } from '#domain/json/json-pointer';

/** Where a value stands in the text of a document: from its first character up to the one behind its last. */
export interface Place {
  start: number;
  end: number;
}

/**
 * Where the members of an object, by their names, or the elements of a list, by their numbers, stand in the text of a
 * document, in their order. Empty for what is neither.
 * @param text JSON whose members are unique, as `parseJson` makes it
 * @param from where the object or list begins, or the blanks before it
 */
export const partsOf = (text: string, from = 0): ReadonlyMap<string, Place> => {
  const parts = new Map<string, Place>();
  let [depth, start] = [0, from];
  let name: string | undefined;
  const endPart = (end: number): void => {
    const part = trimmed(text, start, end);
    if (part.start < part.end) parts.set(name ?? String(parts.size), part);
    name = undefined;
    start = end + 1;
  };
  for (let index = from; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') index = endOfText(text, index);
    else if (character === '{' || character === '[') {
      if (depth === 0) start = index + 1;
      depth += 1;
    } else if (character === '}' || character === ']') {
      if (depth === 1) endPart(index);
      depth -= 1;
    } else if (depth === 1 && character === ',') endPart(index);
    else if (depth === 1 && character === ':') {
      name = JSON.parse(text.slice(start, index)) as string; // Before a colon stands a name.
      start = index + 1;
    }
    // What has not begun by its first character is neither, and what is closed has ended.
    if (depth === 0 && !isBlank(text[index])) return parts;
  }
  return parts;
};

/** Where the value stands that an RFC 6901 pointer leads to; undefined where there is none. */
export const placeAt = (text: string, pointer: string): Place | undefined =>
  tokensOf(pointer).reduce<Place | undefined>(
    (holder, token) => holder && partsOf(text, holder.start).get(token),
    trimmed(text, 0, text.length),
  );

const endOfText = (text: string, open: number): number => {
  let index = open + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index;
};

const isBlank = (character: string | undefined): boolean => character !== undefined && ' \t\r\n'.includes(character);

const trimmed = (text: string, from: number, to: number): Place => {
  let [start, end] = [from, to];
  while (start < end && isBlank(text[start])) start += 1;
  while (end > start && isBlank(text[end - 1])) end -= 1;
  return { start, end };
};
