import fc from 'fast-check';
import type { MemberAt, Members } from '#domain/contract/statement';

/** A document in another shape, and where it has the members of the first. */
export interface Dialect {
  members: Members;
  document: unknown;
}

const names = ['ctn', 'ban', 'a/b', 'x~y', 'Line Item', 'data', 'meta-data', 'naïve', '0'] as const;

/** Other names, nesting and words for what a document has. Lists stay lists; what is in them is renamed alike. */
export const dialectOf = (document: unknown): fc.Arbitrary<Dialect> =>
  fc.integer({ min: 1, max: 1_000_000 }).map((seed) => {
    let used = seed;
    const next = (): string => {
      used += 1;
      const nested = Array.from({ length: used % 3 }, (_, level) => `/wrap${level}`).join('');
      return `${nested}/${escaped(`${names[used % names.length]}${used}`)}`;
    };
    if (isRecord(document)) return renamed(document, next);
    const [member, value] = translated(document, next);
    const at = '/payload';
    return { members: { '': withAt(member, at) }, document: put({}, at, value) };
  });

const escaped = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const renamed = (document: Record<string, unknown>, next: () => string): Dialect => {
  const members: Record<string, MemberAt> = {};
  const other = {};
  const visit = (value: unknown, own: string): void => {
    if (isRecord(value) && Object.keys(value).length > 0) {
      for (const [name, inner] of Object.entries(value)) visit(inner, `${own}/${escaped(name)}`);
      return;
    }
    const at = next();
    const [member, moved] = translated(value, next);
    members[own] = withAt(member, at);
    put(other, at, moved);
  };
  visit(document, '');
  return { members, document: other };
};

const withAt = (member: Partial<Exclude<MemberAt, string | null>>, at: string): MemberAt =>
  Object.keys(member).length > 0 ? { ...member, at } : at;

/** A value as the dialect has it, and what tells how to read it. */
const translated = (value: unknown, next: () => string): [Partial<Exclude<MemberAt, string | null>>, unknown] => {
  if (Array.isArray(value) && value.length > 0 && value.every(isRecord)) {
    const whole = Object.assign({}, ...value) as Record<string, unknown>;
    const paths = new Map<string, string>();
    const each: Record<string, MemberAt> = {};
    const elements = value.map((element) => {
      const one = {};
      for (const name of Object.keys(whole)) {
        const at = paths.get(name) ?? next();
        paths.set(name, at);
        each[`/${escaped(name)}`] = at;
        if (Object.hasOwn(element, name)) put(one, at, element[name]);
      }
      return one;
    });
    return [{ each }, elements];
  }
  if (typeof value === 'string' && /^[A-Za-z][A-Za-z -]{2,20}$/.test(value)) {
    const word = `${value.toUpperCase()}_X`;
    return [{ words: { [word.toLowerCase()]: value } }, word];
  }
  return [{}, value];
};

const put = (holder: object, pointer: string, value: unknown): object => {
  const tokens = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  let here = holder as Record<string, unknown>;
  for (const token of tokens.slice(0, -1)) here = (here[token] ??= {}) as Record<string, unknown>;
  here[tokens.at(-1)!] = value;
  return holder;
};
