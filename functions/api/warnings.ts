import type { GatewayResponse } from '#api/gateway-event';
import type { Call } from '#api/open-call';
import { undocumentedMembers } from '#domain/undocumented-members';
import type { Warning } from '#domain/warning';

/** Members of a call’s body that its operation does not document. */
export const undocumentedIn = ({ operation, request }: Call): Warning[] =>
  undocumentedMembers(operation.request.body, request.body?.value);

export const inWords = ({ pointer = '', detail, nearest }: Warning): string =>
  `${cut(pointer)} ${detail}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`;

/** Proxies and clients take a few kilobytes of headers. */
const mostWarnings = 5;
const longestPointer = 120;

const cut = (text: string): string => (text.length > longestPointer ? `${text.slice(0, longestPointer)}...` : text);

/** An answer with texts in its `Warning` header (RFC 7234 §5.5), after those it has. */
export const withWarnings = (response: GatewayResponse, texts: readonly string[]): GatewayResponse => {
  if (texts.length === 0) return response;
  const earlier = response.headers?.['warning'];
  const more = texts.length > mostWarnings ? [`${texts.length - mostWarnings} more of the kind`] : [];
  const added = [...texts.slice(0, mostWarnings), ...more].map(asWarning);
  const warning = [...(typeof earlier === 'string' ? [earlier] : []), ...added].join(', ');
  return { ...response, headers: { ...response.headers, warning } };
};

/** A header has printable ASCII characters alone. */
const asWarning = (text: string): string => `299 - ${JSON.stringify(text.replaceAll(/[^\x20-\x7e]/g, '?'))}`;
