import type { Operation } from '#domain/define-operation';

/** AT&T’s path with the operation’s own names of parameters. */
export interface WirePath {
  /** Undefined where nobody can tell which parameter is which. */
  path: string | undefined;
  questions: readonly string[];
  /** Parameters of the path of a call, as it was sent. */
  parametersIn: (sent: string | undefined) => Record<string, string>;
}

const placeholder = /\{([^}]+)\}/g;

export const wirePath = ({ request }: Operation, described: string): WirePath => {
  const own = Object.keys(request.path?.shape ?? {});
  const given = [...own, ...Object.keys(request.query?.shape ?? {})];
  const theirs = [...described.matchAll(placeholder)].map(([, name = '']) => name);
  const left = own.filter((name) => !theirs.includes(name));
  const strange = theirs.filter((name) => !given.includes(name));
  const isClear = strange.length === 0 || (strange.length === 1 && left.length === 1);
  const nameOf = (name: string): string => (strange.includes(name) ? (left[0] ?? name) : name);
  const path = isClear ? described.replaceAll(placeholder, (_, name: string) => `{${nameOf(name)}}`) : undefined;
  return {
    path,
    questions: isClear
      ? []
      : [
          `path: ${described} has ${strange.join(', ')}; which of the operation’s ${given.join(', ') || '(none)'} is each?`,
        ],
    parametersIn: (sent = '') => (path === undefined ? {} : parametersOf(path, sent)),
  };
};

const parametersOf = (path: string, sent: string): Record<string, string> => {
  const pattern = path.split(placeholder).map((part, index) => (index % 2 === 0 ? literal(part) : `(?<${part}>[^/]+)`));
  const { groups = {} } = new RegExp(`${pattern.join('')}$`).exec(sent) ?? {};
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
};

const literal = (text: string): string => text.replaceAll(/[^0-9A-Za-z]/g, String.raw`\$&`);
