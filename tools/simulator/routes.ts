import type { SimOperation } from './behaviour';
import { decoded } from './dialects/template';

/** Operations served at one method and address; the body tells them apart. */
export interface Resource {
  /** Most constants first: the most particular operation wins. */
  readonly operations: readonly SimOperation[];
  readonly segments: readonly string[];
}

export interface Routes {
  /** @param path as received, still percent-encoded */
  find(method: string, path: string): Resource | 'unknown-path' | 'wrong-method';
}

/**
 * Where the operations are served: `/{domain}{path}`. A literal segment is preferred to a parameter.
 * @throws Error when two operations could not be told apart
 */
export const createRoutes = (operations: readonly SimOperation[]): Routes => {
  const resources = [...Map.groupBy(operations, shapeOf).values()]
    .map((served) => ({ operations: served.toSorted(byConstants), segments: segmentsOf(served) }))
    .toSorted((a, b) => (literals(a.segments) < literals(b.segments) ? 1 : -1));
  resources.forEach(({ operations: served }) => refuseConflicts(served));
  const literal = new Map(resources.filter(isLiteral).map((resource) => [addressed(resource), resource]));
  return {
    find: (method, path) => {
      const known = literal.get(`${method} ${path}`);
      if (known) return known;
      const segments = path.split('/').slice(1);
      const there = resources.filter((resource) => isAt(resource, segments));
      return (
        there.find((resource) => resource.operations[0]?.binding.method === method) ??
        (there.length > 0 ? 'wrong-method' : 'unknown-path')
      );
    },
  };
};

/** The operation a request is for: the one whose members are all in the body, constants with their value. */
export const chooseOperation = ({ operations }: Resource, body: unknown): SimOperation | undefined => {
  const members: Readonly<Record<string, unknown>> = typeof body === 'object' && body !== null ? { ...body } : {};
  return operations.find((operation) =>
    statedMembers(operation).every(([name, value]) =>
      isTemplate(value) ? Object.hasOwn(members, name) : members[name] === value,
    ),
  );
};

/** Values of the parameters in the binding's path. */
export const pathParameters = (operation: SimOperation, path: string): Record<string, string> => {
  if (!operation.binding.path.includes('{')) return {};
  const segments = path.split('/').slice(1);
  return Object.fromEntries(
    addressOf(operation).flatMap((segment, index) =>
      isParameter(segment) ? [[segment.slice(1, -1), decoded(segments[index] ?? '')]] : [],
    ),
  );
};

const addressOf = ({ binding }: SimOperation): string[] =>
  `${binding.domain}${binding.path.split('?')[0] ?? ''}`.split('/');

const segmentsOf = ([first]: readonly SimOperation[]): string[] => (first ? addressOf(first) : []);

/** Such a resource goes before all others at its address. */
const isLiteral = ({ segments }: Resource): boolean => !segments.some(isParameter);

const addressed = ({ operations: [first], segments }: Resource): string =>
  `${first?.binding.method ?? ''} /${segments.join('/')}`;

const isParameter = (segment: string): boolean => segment.startsWith('{');

const shapeOf = (operation: SimOperation): string =>
  [operation.binding.method, ...addressOf(operation).map((segment) => (isParameter(segment) ? '{}' : segment))].join(
    '/',
  );

/** Sorts higher the further left the literals stand. */
const literals = (segments: readonly string[]): string =>
  segments.map((segment) => (isParameter(segment) ? '0' : '1')).join('');

const isAt = ({ segments }: Resource, received: readonly string[]): boolean =>
  segments.length === received.length &&
  segments.every((segment, index) => (isParameter(segment) ? received[index] !== '' : segment === received[index]));

/** Members the gateway states in the body: constants, and ids from the partner's route as `{name}`. */
const statedMembers = ({ binding }: SimOperation): [string, string][] =>
  binding.method === 'GET' ? [] : Object.entries(binding.bodyMembers ?? {});

const isTemplate = (value: string): boolean => /\{\w+\}/.test(value);

const constantsOf = (operation: SimOperation): [string, string][] =>
  statedMembers(operation).filter(([, value]) => !isTemplate(value));

const byConstants = (a: SimOperation, b: SimOperation): number => constantsOf(b).length - constantsOf(a).length;

const refuseConflicts = (operations: readonly SimOperation[]): void => {
  for (const [index, one] of operations.entries()) {
    const other = operations.slice(index + 1).find((each) => !areDistinct(one, each));
    if (other) {
      const { method, domain, path } = one.binding;
      throw new Error(
        `${one.id} and ${other.id} cannot be told apart: both are ${method} ${path} of ${domain}. Give each its own \`bodyMembers\`.`,
      );
    }
  }
};

/** One constant differs, or one has all the constants of the other and more. */
const areDistinct = (one: SimOperation, other: SimOperation): boolean => {
  const constants = new Map(constantsOf(other));
  const shared = constantsOf(one).filter(([name]) => constants.has(name));
  return (
    shared.some(([name, value]) => constants.get(name) !== value) ||
    (shared.length === constants.size && shared.length < constantsOf(one).length)
  );
};
