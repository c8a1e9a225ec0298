import { headerLines, type GatewayEvent } from '#api/gateway-event';
import { Problem, type FieldError } from '#domain/problems/problems';

/*
 * Conditional requests, RFC 9110 §13. The `ETag` of a resource is its version, so tags are compared as numbers.
 */

/** `*`, or tags as they stand between the quotes. */
type Tags = '*' | readonly { tag: string; isWeak: boolean }[];

/** Versions one call may name; each becomes a part of one condition. */
const mostTags = 10;

/**
 * The versions a write insists on in `If-Match`; undefined when any will do.
 * @param isVersioned whether what it changes has an `ETag`; if not, or by another header, nothing can be insisted on
 * @throws Problem `precondition-failed` where no version can be one of those; `invalid-request`, because whoever insists on
 * something must not have the write carried out regardless
 */
export const expectedVersionsOf = (event: GatewayEvent, isVersioned: boolean): readonly number[] | undefined => {
  const refused = isVersioned ? otherConditions : (['if-match', ...otherConditions] as const);
  const errors = refused
    .filter((name) => headerLines(event, name).length > 0)
    .map((name): FieldError => ({ parameter: `header ${name}`, detail: unfit(isVersioned) }));
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
  const lines = headerLines(event, 'if-match');
  if (lines.length === 0) return undefined;
  const tags = tagsIn(lines.join(','));
  if (tags === '*') return undefined;
  if (tags === undefined || tags.length === 0 || tags.length > mostTags)
    throw new Problem('invalid-request', { errors: [{ parameter: 'header if-match', detail: unreadable }] });
  const versions = tags.flatMap(({ tag, isWeak }) => (!isWeak && /^\d{1,15}$/.test(tag) ? [Number(tag)] : []));
  if (versions.length === 0) throw new Problem('precondition-failed');
  return versions;
};

const otherConditions = ['if-none-match', 'if-unmodified-since'] as const;

const unfit = (isVersioned: boolean): string =>
  isVersioned
    ? 'is not heeded by a write; send the `ETag` you read in `If-Match`'
    : 'is not heeded here: what this call changes has no `ETag`. Leave it out';

const unreadable = `must be one to ${mostTags} tags in quotes as \`ETag\` has them, such as \`"3"\`, or \`*\``;

/** Whether the caller of a read has that version already, by `If-None-Match`. */
export const isKnownVersion = (event: GatewayEvent, etag: string): boolean => {
  const tags = tagsIn(headerLines(event, 'if-none-match').join(',')) ?? [];
  return tags === '*' || tags.some(({ tag }) => `"${tag}"` === etag);
};

const oneTag = /[ \t]*(?:(W\/)?"([\x21\x23-\x7e]*)"[ \t]*)?(,|$)/y;

/** Undefined for what is no list of tags. */
const tagsIn = (text: string): Tags | undefined => {
  if (text.trim() === '*') return '*';
  const tags: { tag: string; isWeak: boolean }[] = [];
  for (let at = 0; at <= text.length;) {
    oneTag.lastIndex = at;
    const [whole = '', weak, tag, end] = oneTag.exec(text) ?? [];
    if (end === undefined) return undefined;
    if (tag !== undefined) tags.push({ tag, isWeak: weak !== undefined });
    at += whole.length + (end === '' ? 1 : 0);
  }
  return tags;
};
