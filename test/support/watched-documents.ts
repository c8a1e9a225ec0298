/** What code of the gateway’s did with JSON. Each entry is a file of `functions/`, as often as it did so. */
export interface DocumentUses {
  /** Texts read. */
  parsed: string[];
  /** Texts written. */
  written: string[];
  /** Of each text read, in turn: by what its members were listed; of several objects in it, the one listed most often. */
  walked: Map<string, number>[];
}

/** Listed where an object’s members are, or an array’s elements. */
const listings: readonly PropertyKey[] = [
  Symbol.iterator,
  'map',
  'every',
  'some',
  'flatMap',
  'find',
  'filter',
  'reduce',
];

/** The file of the gateway’s whose code is at work. */
const fileAtWork = (): string | undefined => {
  const [, file] = /\/functions\/([\w/.-]+)\.ts/.exec(new Error().stack ?? '') ?? [];
  return file;
};

/** Whose code called the function that a spy stands for: not whatever that was called by. */
const callingFile = (): string | undefined => {
  const [, , , caller = ''] = (new Error().stack ?? '').split('\n').filter((line) => !line.includes('jest-mock'));
  return /\/functions\/([\w/.-]+)\.ts/.exec(caller)?.[1];
};

const watched = (document: unknown, listed: (node: object) => void): unknown => {
  const known = new WeakMap<object, object>();
  const watch = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return value;
    const before = known.get(value);
    if (before) return before;
    const proxy = new Proxy(value, {
      ownKeys: (target) => {
        listed(target);
        return Reflect.ownKeys(target);
      },
      get: (target, name, receiver) => {
        if (Array.isArray(target) && listings.includes(name)) listed(target);
        return watch(Reflect.get(target, name, receiver));
      },
    });
    known.set(value, proxy);
    return proxy;
  };
  return watch(document);
};

/** Does something, and says what code of the gateway’s did with JSON meanwhile. */
export const watchDocuments = async (work: () => Promise<unknown>): Promise<DocumentUses> => {
  const uses: DocumentUses = { parsed: [], written: [], walked: [] };
  const { parse, stringify } = JSON;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  const parseSpy = jest.spyOn(JSON, 'parse').mockImplementation((...given) => {
    const document: unknown = parse(...given);
    const file = callingFile();
    if (file === undefined) return document;
    uses.parsed.push(file);
    const walks = new Map<string, number>();
    uses.walked.push(walks);
    const nodes = new Map<string, Map<object, number>>();
    return watched(document, (node) => {
      const by = fileAtWork();
      if (by === undefined) return;
      const counts = nodes.get(by) ?? new Map<object, number>();
      nodes.set(by, counts);
      const count = (counts.get(node) ?? 0) + 1;
      counts.set(node, count);
      walks.set(by, Math.max(walks.get(by) ?? 0, count));
    });
  });
  const stringifySpy = jest.spyOn(JSON, 'stringify').mockImplementation((...given: Parameters<typeof stringify>) => {
    const file = callingFile();
    if (file !== undefined) uses.written.push(file);
    return stringify(...given);
  });
  try {
    await work();
  } finally {
    parseSpy.mockRestore();
    stringifySpy.mockRestore();
    Error.stackTraceLimit = limit;
  }
  return uses;
};
