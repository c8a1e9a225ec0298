/** One value in two spellings. */
export interface Form {
  theirs: (value: unknown) => unknown;
  ours: (value: unknown) => unknown;
}

/** Where the simulator has a member, where the dialect has it, and how it is written there, if not the same. JSON pointers. */
export type Row = readonly [ours: string, theirs: string, form?: Form];

/** Members that always have the same value, by JSON pointer. */
export type Fixed = Readonly<Record<string, unknown>>;

/** A document of the simulator's as the dialect has it; members no row names are left out. Undefined when none is left. */
export const inTheirWords = (rows: readonly Row[], ours: unknown, fixed: Fixed = {}): unknown =>
  rows.reduce((theirs, [from, to, form]) => withMember(theirs, to, spelt(form?.theirs, at(ours, from))), all(fixed));

/** A document of the dialect's as the simulator has it. */
export const inOurWords = (rows: readonly Row[], theirs: unknown, fixed: Fixed = {}): unknown =>
  rows.reduce((ours, [to, from, form]) => withMember(ours, to, spelt(form?.ours, at(theirs, from))), all(fixed));

const spelt = (form: Form['ours'] | undefined, value: unknown): unknown =>
  value === undefined || value === null || !form ? value : form(value);

/** The same rows further down, for what several documents have. */
export const under = (ours: string, theirs: string, rows: readonly Row[]): Row[] =>
  rows.map(([from, to, form]): Row => {
    const places = [`${ours}${from}`, `${theirs}${to}`] as const;
    return form ? [...places, form] : places;
  });

/** Words for the simulator's words. Others are the same in both. */
export const words = (theirsByOurs: Readonly<Record<string, string>>): Form => ({
  theirs: (value) => (typeof value === 'string' ? (theirsByOurs[value] ?? value) : value),
  ours: (value) => Object.entries(theirsByOurs).find(([, theirs]) => theirs === value)?.[0] ?? value,
});

/** A list whose elements have their own rows. */
export const list = (rows: readonly Row[]): Form => ({
  theirs: (value) => (Array.isArray(value) ? value.map((element) => inTheirWords(rows, element) ?? {}) : value),
  ours: (value) => elementsOf(value).map((element) => inOurWords(rows, element) ?? {}),
});

/** As `list`; one element is written without the list, as documents that once were XML have it. */
export const listOfSome = (rows: readonly Row[]): Form => {
  const { theirs, ours } = list(rows);
  return {
    theirs: (value) => (elementsOf(value).length === 1 ? elementsOf(theirs(value))[0] : theirs(value)),
    ours,
  };
};

const elementsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/**
 * The simulator's ids, `<ours><digits>`, as the dialect's: a JSON number `<theirs><digits>7`. With 18 digits or more the
 * last one never survives floating point.
 */
export const numericId = (ours: string, theirs: string, digits: number): Form => ({
  theirs: (value) => {
    const [, serial] = new RegExp(`^${ours}(\\d{${digits}})$`).exec(textOf(value)) ?? [];
    return serial === undefined ? value : JSON.rawJSON(`${theirs}${serial}7`);
  },
  ours: (value) => {
    const [, serial] = new RegExp(`^${theirs}(\\d{${digits}})7$`).exec(textOf(value)) ?? [];
    return serial === undefined ? textOf(value) : `${ours}${serial}`;
  },
});

/** Ids that begin in another way. */
export const prefixed = (ours: string, theirs: string): Form => ({
  theirs: (value) => textOf(value).replace(new RegExp(`^${ours}(?=\\d)`), theirs),
  ours: (value) => textOf(value).replace(new RegExp(`^${theirs}(?=\\d)`), ours),
});

/** Of a document as `readExactly` gives it: a text, or a number with all its digits. */
export const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : JSON.isRawJSON(value)
      ? (value as { rawJSON: string }).rawJSON
      : JSON.stringify(value);

/** A JSON document whose long integers keep their digits. Undefined for what is none. */
export const readExactly = (text: string): unknown => {
  try {
    return JSON.parse(text, (_name, value: unknown, { source }) =>
      typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined ? JSON.rawJSON(source) : value,
    );
  } catch {
    return undefined;
  }
};

export const at = (document: unknown, pointer: string): unknown =>
  tokensOf(pointer).reduce<unknown>(
    (value, token) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, token)
        ? (value as Record<string, unknown>)[token]
        : undefined,
    document,
  );

const tokensOf = (pointer: string): string[] => pointer.split('/').slice(1);

const all = (fixed: Fixed): unknown =>
  Object.entries(fixed).reduce<unknown>(
    (document, [pointer, value]) => withMember(document, pointer, value),
    undefined,
  );

const withMember = (document: unknown, pointer: string, value: unknown): unknown =>
  value === undefined ? document : put(document, tokensOf(pointer), value);

/** A number in the pointer stands for a place in a list. */
const put = (document: unknown, [token, ...rest]: readonly string[], value: unknown): unknown => {
  if (token === undefined) return value;
  const inner = put(at(document, `/${token}`), rest, value);
  if (!/^\d+$/.test(token)) return { ...(document as object | undefined), [token]: inner };
  return Object.assign([...((document as unknown[] | undefined) ?? [])], { [token]: inner });
};
