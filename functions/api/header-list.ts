import { headerLines, type GatewayEvent, type RequestHeader } from '#api/gateway-event';
import { Problem } from '#domain/problems/problems';

/** `name=value`, or the name alone. The name in lower case, the value without quotes; an empty value is none. */
export interface HeaderPair {
  name: string;
  value: string | undefined;
}

/** An element of a list header, such as `handling=validate; strictness=high` or `text/csv; charset=utf-8`. */
export interface HeaderElement extends HeaderPair {
  parameters: readonly HeaderPair[];
}

/**
 * RFC 9110 §5.6: a token, as which a media type counts as well, with a token or a quoted string after `=`; then what ends
 * it. No two spaces in a row can be matched in two ways, so that it takes time in proportion to the text.
 */
const pair =
  /[ \t]*(?:([!#$%&'*+./^_`|~\w-]+)(?:[ \t]*=(?:[ \t]*(?:([!#$%&'*+./^_`|~\w-]+)|"((?:[^"\\]|\\.)*)"))?)?[ \t]*)?([,;]|$)/y;

/**
 * The elements of a list header, from all its lines: `Prefer`, `Cache-Control`, `Content-Type`, `Content-Encoding`.
 * @throws Problem `invalid-request` when it cannot be read
 */
export const headerElements = (event: GatewayEvent, name: RequestHeader): HeaderElement[] => {
  const lines = headerLines(event, name);
  if (lines.length === 0) return [];
  const elements = elementsIn(lines.join(','));
  if (elements) return elements;
  throw new Problem('invalid-request', {
    errors: [{ parameter: `header ${name}`, detail: 'cannot be read: a quote is not closed, or a comma is missing' }],
  });
};

/** Undefined for what is no list. */
export const elementsIn = (text: string): HeaderElement[] | undefined => {
  if (text === '') return [];
  const groups: HeaderPair[][] = [[]];
  for (let at = 0; at <= text.length;) {
    pair.lastIndex = at;
    const match = pair.exec(text);
    if (!match) return undefined;
    const [whole, name, token, quoted, end] = match;
    const value = token ?? quoted?.replaceAll(/\\(.)/g, '$1');
    if (name !== undefined) groups.at(-1)?.push({ name: name.toLowerCase(), value: value || undefined });
    if (end === ',') groups.push([]);
    at += whole.length + (end === '' ? 1 : 0);
  }
  return groups.flatMap(([first, ...parameters]) => (first ? [{ ...first, parameters }] : []));
};
