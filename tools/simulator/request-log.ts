/** A request as it arrived, and what became of it. */
export interface ReceivedRequest {
  /** 1, 2, 3 … in order of arrival. */
  number: number;
  /** The simulator's time. */
  at: string;
  method: string;
  /** With the query, as received. */
  path: string;
  operation: string | null;
  solutionProvider: string | null;
  clientId: string | null;
  /** Whether the client secret was the right one. The secret itself is not kept. */
  secretMatches: boolean;
  headers: Record<string, string>;
  bodyText: string;
  /** Null until answered, and for ever when no answer was given. */
  answerStatus: number | null;
  /** What went wrong on purpose. */
  fault: unknown;
  effectId: string | null;
}

interface RequestFilter {
  operation?: string | undefined;
  /** A request's number (later ones are meant) or a simulated time (from then on). */
  since?: string | undefined;
}

const maximumRequests = 10_000;
const maximumBytes = 64 * 1_048_576;

/** Everything the simulator received, newest last: the last 10,000 requests, fewer when their bodies are large. */
export interface RequestLog {
  add(request: Omit<ReceivedRequest, 'number'>): ReceivedRequest;
  list(filter: RequestFilter): (ReceivedRequest & { body: unknown })[];
  /** All of it, to be kept somewhere else. */
  all(): readonly ReceivedRequest[];
  load(kept: readonly ReceivedRequest[]): void;
  clear(): void;
}

export const createRequestLog = (): RequestLog => {
  /** By number: each is one more than that of the request before it. */
  const requests = new Map<number, ReceivedRequest>();
  let bytes = 0;
  let lastNumber = 0;

  const drop = (): void => {
    const oldest = lastNumber - requests.size + 1;
    bytes -= requests.get(oldest)?.bodyText.length ?? 0;
    requests.delete(oldest);
  };

  const clear = (): void => {
    requests.clear();
    [bytes, lastNumber] = [0, 0];
  };

  return {
    add: (request) => {
      lastNumber += 1;
      const entry = { number: lastNumber, ...request };
      requests.set(lastNumber, entry);
      bytes += request.bodyText.length;
      while (requests.size > maximumRequests || bytes > maximumBytes) drop();
      return entry;
    },
    list: ({ operation, since }) =>
      [...requests.values()]
        .filter((request) => operation === undefined || request.operation === operation)
        .filter((request) => since === undefined || isSince(request, since))
        .map((request) => ({ ...request, body: parsedBody(request.bodyText) })),
    all: () => [...requests.values()],
    load: (kept) => {
      clear();
      for (const request of kept) {
        requests.set(request.number, request);
        bytes += request.bodyText.length;
        lastNumber = request.number;
      }
    },
    clear,
  };
};

const isSince = ({ number, at }: ReceivedRequest, since: string): boolean =>
  /^\d+$/.test(since) ? number > Number(since) : Date.parse(at) >= Date.parse(since);

const parsedBody = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
