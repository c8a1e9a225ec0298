import type { SimRequest } from '../../behaviour';
import { at, inOurWords, inTheirWords, textOf } from '../members';
import type { TincanOperation } from './tincan-operation';

type OurRequest = Pick<SimRequest, 'path' | 'query' | 'body'>;

interface TheirRequest {
  path: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  body: unknown;
}

/** As it goes on the wire. */
export interface SpokenRequest {
  method: string;
  /** Below the base, with the query. */
  path: string;
  /** Empty when there is none. */
  bodyText: string;
}

/** Whether the body names the operation, where others have the same address. */
export const isMeant = ({ mode }: TincanOperation, body: unknown): boolean =>
  Object.entries(mode?.theirs ?? {}).every(([pointer, value]) => at({ body }, pointer) === value);

export const toOurs = ({ request: rows, mode }: TincanOperation, request: TheirRequest): OurRequest => ({
  path: {},
  query: {},
  body: undefined,
  ...(inOurWords(rows, request, mode?.ours) as Partial<OurRequest> | undefined),
});

export const toTheirs = (
  { method, path, request: rows, mode }: TincanOperation,
  request: Partial<OurRequest>,
): SpokenRequest => {
  const theirs = inTheirWords(rows, request, mode?.theirs) as Partial<Record<keyof TheirRequest, object>> | undefined;
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(textOf(at(theirs, `/path/${name}`))),
  );
  const query = new URLSearchParams(
    Object.entries(theirs?.query ?? {}).map(([name, value]: [string, unknown]): [string, string] => [
      name,
      textOf(value),
    ]),
  );
  return {
    method,
    path: query.size === 0 ? address : `${address}?${query.toString()}`,
    bodyText: theirs?.body === undefined ? '' : JSON.stringify(theirs.body),
  };
};
