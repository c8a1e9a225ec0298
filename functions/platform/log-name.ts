import { createHash } from 'node:crypto';
import { plainNumber } from '#domain/mobility/plain-number';

interface Named {
  solutionProvider: string;
  kind: string;
  id: string;
}

/**
 * By which lines of the log about the same order, port-in, activation or batch can be told from others’: its kind and a digest. There is
 * none where the id is a telephone number, as of a subscriber’s line, which a digest would not hide.
 */
export const logNameOf = ({ solutionProvider, kind, id }: Named): string | undefined =>
  kind === 'subscriber' || plainNumber(id) !== undefined
    ? undefined
    : `${kind}-${createHash('sha256').update(`${solutionProvider} ${kind} ${id}`).digest('base64url').slice(0, 16)}`;
