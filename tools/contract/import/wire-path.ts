import type { Operation } from '#domain/define-operation';
import type { Endpoint } from './endpoint';
import { hasForm, likeness } from './synonyms';

/** AT&T’s path with the operation’s own names of parameters. */
export interface WirePath {
  /** Undefined where nobody can tell which parameter is which. */
  path: string | undefined;
  questions: readonly string[];
  /** Parameters of the operation’s path that AT&T’s does not have. */
  absent: readonly string[];
  /** Parameters of the path of a call, as it was sent. */
  parametersIn: (sent: string | undefined) => Record<string, string>;
}

const placeholder = /\{([^}]+)\}/g;

/** The one parameter of the operation that a parameter of a path may be, by its name or its values; undefined where none or several may. */
export const ownParameter = (
  { request }: Operation,
  { path, samples }: Pick<Endpoint, 'path' | 'samples'>,
  theirs: string,
): string | undefined => {
  const values = samples.flatMap((sample) => valuesIn(path, sample.path)[theirs] ?? []);
  const [first, second] = Object.keys({ ...request.path?.shape, ...request.query?.shape }).filter(
    (own) => likeness(own, theirs) > 1 || hasForm(own, values) === true,
  );
  return second === undefined ? first : undefined;
};

export const wirePath = (operation: Operation, endpoint: Pick<Endpoint, 'path' | 'samples'>): WirePath => {
  const { request } = operation;
  const { path: described } = endpoint;
  const own = Object.keys(request.path?.shape ?? {});
  const given = [...own, ...Object.keys(request.query?.shape ?? {})];
  const theirs = [...described.matchAll(placeholder)].map(([, name = '']) => name);
  const [left, another] = own.filter((name) => !theirs.includes(name));
  const [strange, ...others] = theirs.filter((name) => !given.includes(name));
  const known = another === undefined ? left : undefined;
  const meant = strange === undefined ? undefined : (known ?? ownParameter(operation, endpoint, strange));
  const isClear = strange === undefined || (meant !== undefined && others.length === 0);
  const nameOf = (name: string): string => (name === strange ? (meant ?? name) : name);
  const path = isClear ? described.replaceAll(placeholder, (_, name: string) => `{${nameOf(name)}}`) : undefined;
  return {
    path,
    questions: isClear
      ? []
      : [
          `path: ${described} has ${[strange, ...others].join(', ')}; which of the operation’s ${given.join(', ') || '(none)'} is each?`,
        ],
    absent: path === undefined ? [] : own.filter((name) => !path.includes(`{${name}}`)),
    parametersIn: (sent = '') => (path === undefined ? {} : valuesIn(path, sent)),
  };
};

/** The parameters of a path as it was sent; none where it was not made from it. */
export const valuesIn = (path: string, sent = ''): Record<string, string> => {
  const pattern = path.split(placeholder).map((part, index) => (index % 2 === 0 ? literal(part) : `(?<${part}>[^/]+)`));
  const { groups = {} } = new RegExp(`${pattern.join('')}$`).exec(sent) ?? {};
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
};

const literal = (text: string): string => text.replaceAll(/[^0-9A-Za-z]/g, String.raw`\$&`);
