import type { SimAnswer, SimOperation, SimRequest } from '../behaviour';

/** A request as read from the socket. */
export interface Wire {
  method: string;
  url: URL;
  bodyText: string;
  /** The same, read. Undefined when there is none, or no JSON. */
  body: unknown;
}

/** What a request asks for, in the simulator's own words. */
export interface Understood extends Pick<SimRequest, 'path' | 'query' | 'body'> {
  /** Its binding has the method and the credential headers of the dialect. */
  operation: SimOperation;
  /** An answer of the simulator's in the words of the dialect. */
  say: (answer: SimAnswer) => SimAnswer;
}

/** How AT&T is spoken to: its addresses, members, words, ids and errors. All dialects are about one world. */
export interface Dialect {
  /** The header that carries the client secret, where not even the operation is known. Lower-case. */
  readonly secretHeader: string;
  /** What is asked for, or the answer to a request that asks for nothing there is. */
  understand(wire: Wire): Understood | SimAnswer;
}
