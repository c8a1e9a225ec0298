import { textAt } from '#domain/json/json-pointer';
import type { JsonBody } from '#domain/json/parse-json';

/** What a caller asks for, read and checked. Members the schemas do not name are kept for AT&T. */
export interface ParsedRequest {
  path: Record<string, string>;
  query: Record<string, string>;
  /** Absent when the operation takes none. */
  body?: JsonBody;
}

/** The text or number that a request has at a pointer into `{path, query, body}`, as text. */
export const requestedTextAt = (
  { path, query, body }: ParsedRequest,
  pointer: string | undefined,
): string | undefined => textAt({ path, query, body: body?.value }, pointer);
