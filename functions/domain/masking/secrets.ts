import type { Operation } from '#domain/define-operation';
import type { Members, Stated } from '#domain/contract/statement';
import { isLikeSecretName, isSecretName } from '#domain/masking/secret-names';
import { branchesOf, type Schema } from '#domain/schema-definition';

/** What of an operation’s requests is secret. */
export interface Secrets {
  /** Where its own secret members are: RFC 6901, `*` for every element of an array. */
  pointers: readonly string[];
  /** Of a member of any document, wherever it stands. */
  isName: (name: string) => boolean;
  /** Of a member of a request: also one whose name is only like that of a secret, or whose value is. */
  isMember: (name: string, value: unknown) => boolean;
  /** Whether it has any, so that what looks like one is taken for one. */
  hasAny: boolean;
  /** Whether the operation has a member of that name. */
  isDocumented: (name: string) => boolean;
}

type Described = Pick<Operation, 'secretMembers' | 'stated'> & { request: Pick<Operation['request'], 'body'> };

const known = new WeakMap<Described, Secrets>();

export const secretsOf = (operation: Described): Secrets => {
  const secrets = known.get(operation) ?? described(operation);
  known.set(operation, secrets);
  return secrets;
};

/** Names remembered; a caller can send any. */
const mostRemembered = 1_000;

const described = ({ secretMembers: pointers = [], request: { body }, stated }: Described): Secrets => {
  const declared = pointers.map(lastName);
  const documented = new Set([
    ...(body ? namesIn(body) : []),
    ...namesOfMembers(stated).filter((name) => !declared.includes(name)),
  ]);
  // Of members nobody has described nobody can say that none is secret.
  const hasAny = pointers.length > 0 || stated?.request !== undefined;
  const isName = remembering(
    (name) => declared.includes(name) || (!documented.has(name) && isSecretName(name, declared)),
  );
  const isLike = remembering((name) => !documented.has(name) && isLikeSecretName(name, declared));
  const isValue = (value: unknown): boolean => (typeof value === 'string' ? isSecretText(value, hasAny) : false);
  return {
    pointers,
    hasAny,
    isName,
    isMember: (name, value) => isName(name) || isLike(name) || (!documented.has(name) && isValue(value)),
    isDocumented: (name) => documented.has(name),
  };
};

/** Nothing but what can only be a secret; with `orNumber`, also a number as PINs and account numbers are. */
const isSecretText = (text: string, orNumber: boolean): boolean => {
  const shapes = orNumber ? [...secretShapes, /^\s*\d{4,}\s*$/] : secretShapes;
  return shapes.some((shape) => shape.test(text));
};

/** A social security number, a JSON Web Token, a private key, a header’s credentials. */
const secretShapes = [
  /^\s*\d{3}-\d{2}-\d{4}\s*$/,
  /^\s*eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*\s*$/,
  /^\s*-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /^\s*(?:bearer|basic)\s+\S{8,}\s*$/i,
];

const remembering = (decide: (name: string) => boolean): ((name: string) => boolean) => {
  const decided = new Map<string, boolean>();
  return (name) => {
    const before = decided.get(name);
    if (before !== undefined) return before;
    const now = decide(name);
    if (decided.size >= mostRemembered) decided.clear();
    decided.set(name, now);
    return now;
  };
};

const lastName = (pointer: string): string => unescaped(pointer.slice(pointer.lastIndexOf('/') + 1));

/** Of every member that a tenant’s contract states, wherever. */
const namesOfMembers = (stated: Stated | undefined): string[] => {
  const names = (members: Members): string[] =>
    Object.values(members).flatMap((member) => {
      if (member === null) return [];
      if (typeof member === 'string') return [lastName(member)];
      return [lastName(member.at), ...(member.each ? names(member.each) : [])];
    });
  return [
    ...[stated?.request, stated?.answer].flatMap((one) => (one ? names(one.members) : [])),
    ...namesOfSchema(stated?.request?.schema),
  ];
};

/** Of every member that a JSON Schema describes, wherever. */
const namesOfSchema = (schema: unknown): string[] =>
  typeof schema !== 'object' || schema === null
    ? []
    : Object.entries(schema).flatMap(([word, inner]: [string, unknown]) => [
        ...(word === 'properties' && typeof inner === 'object' ? Object.keys(inner ?? {}) : []),
        ...namesOfSchema(inner),
      ]);

const unescaped = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

/** Of every member that a schema names, wherever. */
const namesIn = (schema: Schema): string[] =>
  branchesOf(schema).flatMap((one) => {
    if (one.type === 'array') return namesIn(one.element);
    return one.type === 'object'
      ? Object.entries(one.shape).flatMap(([name, member]) => [name, ...namesIn(member)])
      : [];
  });
