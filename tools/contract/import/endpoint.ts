/** A call as a document shows it. */
export interface SeenSample {
  name: string;
  /** As sent: `/orders/7700`. */
  path?: string | undefined;
  query: Record<string, string>;
  body?: unknown;
  answer: { status: number; body: unknown };
  means?: 'done' | 'refused' | undefined;
}

/** An address of AT&T’s that a document describes. */
export interface Endpoint {
  method: string;
  /** Below the base URL, with `{names}` where it has parameters. */
  path: string;
  baseUrl?: string | undefined;
  title: string;
  /** Names of headers its calls carry. */
  headers: readonly string[];
  /** JSON Schema of the body. */
  schema?: Record<string, unknown> | undefined;
  samples: readonly SeenSample[];
}

export const callOf = ({ method, path }: Pick<Endpoint, 'method' | 'path'>): string => `${method} ${path}`;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);

export const objectIn = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});
export const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
