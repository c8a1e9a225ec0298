import { createHash } from 'node:crypto';

interface Named {
  solutionProvider: string;
  kind: string;
  id: string;
}

/**
 * By which lines of the log about the same order, port-in, activation or batch can be told from others’: its kind and a digest. Of a
 * subscriber’s line there is none, because its id is a telephone number, which a digest would not hide.
 */
export const logNameOf = ({ solutionProvider, kind, id }: Named): string | undefined =>
  kind === 'subscriber'
    ? undefined
    : `${kind}-${createHash('sha256').update(`${solutionProvider} ${kind} ${id}`).digest('base64url').slice(0, 16)}`;
