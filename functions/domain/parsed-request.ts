import type { JsonBody } from '#domain/json/parse-json';

/** What a caller asks for, read and checked. Members the schemas do not name are kept for AT&T. */
export interface ParsedRequest {
  path: Record<string, string>;
  query: Record<string, string>;
  /** Absent when the operation takes none. */
  body?: JsonBody;
}
