import * as z from 'zod';
import type { Operation, Question, Route, RouteRequest } from '#domain/define-operation';
import { bodyErrors, requiredDetail, type Issue } from '#api/body-errors';
import type { GatewayEvent } from '#api/gateway-event';
import { bodyOf } from '#api/request-body';
import { jsonPointer, valueAt } from '#domain/json/json-pointer';
import { passesUnknownParameters } from '#domain/passes-unknown-parameters';
import { nearestName } from '#domain/nearest-name';
import type { ParsedRequest } from '#domain/parsed-request';
import { Problem, type FieldError } from '#domain/problems/problems';

/**
 * Reads and checks what the operation takes. The body is kept for AT&T as it is, nothing of what schemas make of it; so are query
 * parameters they do not name, but for those whose names are only misspelt, unless AT&T publishes the operation’s.
 * @throws Problem `invalid-json`, `invalid-request`, `request-too-large`, `unsupported-media-type`
 */
export const parseRequest = (
  operation: Pick<Operation, 'request' | 'idempotency' | 'binding'>,
  event: GatewayEvent,
): ParsedRequest => {
  const { request, idempotency } = operation;
  const parsed = given(request, event, idempotency !== 'safe');
  const { path, query, body } = parsed;
  check(request, { path, query, body: body?.value }, repeated(event), unknownOf(operation));
  return parsed;
};

/** The same of what somebody else has read of a call, and of what its path names. @throws Problem `invalid-request` */
export const checkQuestion = (operation: Pick<Operation, 'request' | 'binding'>, { path, query }: Question): void => {
  const { request } = operation;
  const names = Object.keys(request.path?.shape ?? {});
  const others = Object.keys(path).filter((name) => !names.includes(name));
  const errors = others.map((name) => ({ parameter: `path ${name}`, detail: 'is not in the path' }));
  check(request, { path, query, body: undefined }, errors, unknownOf(operation));
};

type Unknown = (request: RouteRequest, names: readonly string[]) => FieldError[];

const unknownOf = (operation: Pick<Operation, 'request' | 'binding'>): Unknown =>
  passesUnknownParameters(operation) ? misspelt : unexpected;

type OutputOf<R, Part extends keyof RouteRequest> =
  R extends Record<Part, infer S extends z.ZodType> ? z.output<S> : undefined;

/** What schemas make of a request’s parts; undefined where there is no schema. */
export interface TypedRequest<R extends RouteRequest> {
  path: OutputOf<R, 'path'>;
  query: OutputOf<R, 'query'>;
  body: OutputOf<R, 'body'>;
}

/** The same for a route that works with what the caller sent instead of handing it on; there it takes no other parameter. */
export const parseTyped = <R extends RouteRequest>(
  { method, request }: Pick<Route, 'method'> & { request: R },
  event: GatewayEvent,
): TypedRequest<R> => {
  const { path, query, body } = given(request, event, method !== 'GET');
  // Each part has been parsed by the schema its type is taken from.
  return check(request, { path, query, body: body?.value }, repeated(event), unexpected) as TypedRequest<R>;
};

const given = (request: RouteRequest, event: GatewayEvent, isWrite: boolean): ParsedRequest => {
  const path = event.pathParameters ? decoded(parametersOf(event.pathParameters)) : {};
  const { validate, ...others } = parametersOf(event.queryStringParameters);
  // What it says of a write is looked at by itself; a read has nothing to do with it.
  const query = isWrite || validate === undefined ? others : { ...others, validate };
  const body = request.body && bodyOf(event);
  return body ? { path, query, body } : { path, query };
};

type Parts = Record<keyof RouteRequest, unknown>;

/** The parts as their schemas make them. @throws Problem `invalid-request` */
const check = (
  request: RouteRequest,
  { path, query, body }: Parts & Pick<ParsedRequest, 'query'>,
  others: readonly FieldError[],
  unknown: Unknown,
): Parts => {
  const checked = {
    path: parameters('path', request.path, path),
    query: parameters('query', request.query, query),
    body: bodyChecked(request.body, body),
  };
  const wrong = [
    checked.path.errors,
    others,
    unknownIn(query, request, unknown),
    checked.query.errors,
    checked.body.errors,
  ];
  if (wrong.some((errors) => errors.length > 0)) throw new Problem('invalid-request', { errors: wrong.flat() });
  return { path: checked.path.value, query: checked.query.value, body: checked.body.value };
};

const unknownIn = (query: ParsedRequest['query'], request: RouteRequest, unknown: Unknown): FieldError[] => {
  const names = Object.keys(query);
  if (names.length === 0) return [];
  const known = knownParameters(request);
  return [
    // Schemas do not see a parameter of this name, so it would reach AT&T unchecked.
    ...(names.includes('__proto__') ? unexpected(request, ['__proto__']) : []),
    ...unknown(
      request,
      names.filter((name) => name !== '__proto__' && !known.includes(name)),
    ),
  ];
};

/** Of a parameter given twice nobody can say which one counts. */
const repeated = ({ multiValueQueryStringParameters }: GatewayEvent): FieldError[] =>
  multiValueQueryStringParameters
    ? Object.entries(multiValueQueryStringParameters).flatMap(([name, values]) =>
        (values?.length ?? 0) > 1 ? [{ parameter: `query ${name}`, detail: 'is given more than once' }] : [],
      )
    : [];

const knownParameters = ({ query }: RouteRequest): string[] => Object.keys(query?.shape ?? {});

/** What would be passed over in silence, or handed to AT&T unchecked, with the name that was perhaps meant. */
const unexpected = (request: RouteRequest, names: readonly string[]): FieldError[] => {
  const known = knownParameters(request);
  return names.map((name) => {
    const detail = `is not a parameter of this operation${whichTakes(known)}${didYouMean(name, known)}`;
    return { parameter: `query ${name}`, detail };
  });
};

const whichTakes = (known: readonly string[]): string =>
  known.length > 0 ? `, which takes ${known.map((one) => `\`${one}\``).join(', ')}` : '';

/** The one of some names that was perhaps meant. */
const didYouMean = (given: unknown, known: readonly unknown[]): string => {
  const names = known.filter((name) => typeof name === 'string');
  const near = typeof given === 'string' ? nearestName(given, names) : undefined;
  return near === undefined ? '' : `; did you mean \`${near}\`?`;
};

const misspelt = (request: RouteRequest, names: readonly string[]): FieldError[] =>
  unexpected(
    request,
    names.filter((name) => nearestName(name, knownParameters(request)) !== undefined),
  );

const parametersOf = (parameters: Record<string, string | undefined> | null): Record<string, string> =>
  parameters
    ? Object.fromEntries(
        Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined),
      )
    : {};

/** REST APIs hand path parameters over as the caller percent-encoded them, query parameters decoded. */
const decoded = (parameters: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, decodedParameter(name, value)]));

const decodedParameter = (name: string, value: string): string => {
  try {
    return decodeURIComponent(value);
  } catch {
    throw new Problem('invalid-request', {
      errors: [{ parameter: `path ${name}`, detail: 'is not valid percent-encoded UTF-8' }],
    });
  }
};

/** The value, checked. @throws Problem `invalid-request` with pointers into it */
export const checkedValue = <S extends z.ZodType>(schema: S, unchecked: unknown): z.output<S> => {
  const { value, errors } = bodyChecked(schema, unchecked);
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
  return value as z.output<S>; // There is nothing wrong with it.
};

interface Checked<E> {
  /** What the schema makes of it; undefined when something is wrong. */
  value: unknown;
  errors: E[];
}

const bodyChecked = (schema: z.ZodType | undefined, unchecked: unknown): Checked<FieldError> => {
  const { value, errors } = checkedBy(schema, unchecked);
  return { value, errors: bodyErrors(errors, unchecked, schema) };
};

const parameters = (part: 'path' | 'query', schema: z.ZodType | undefined, unchecked: unknown): Checked<FieldError> => {
  const { value, errors } = checkedBy(schema, unchecked);
  return { value, errors: errors.map(({ path, detail }) => ({ parameter: `${part} ${path.join('.')}`, detail })) };
};

const checkedBy = (schema: z.ZodType | undefined, unchecked: unknown): Checked<Issue> => {
  if (!schema) return { value: undefined, errors: [] };
  const { success, data, error } = schema.safeParse(unchecked);
  return success
    ? { value: data, errors: [] }
    : {
        value: undefined,
        errors: error.issues
          .flatMap((issue) => flatten(issue, [], unchecked, schema))
          .map(({ path, detail }) => ({ path, detail: isNull(unchecked, path) ? nullDetail : detail })),
      };
};

/** `null` says nothing, unless a member’s own description says what. */
const nullDetail = 'is null: leave the member out, or give it a value';

const isNull = (unchecked: unknown, path: readonly PropertyKey[]): boolean =>
  path.length > 0 && valueAt(unchecked, jsonPointer(path)) === null;

/** For a union, the branch that came nearest (fewest complaints) speaks. */
const flatten = (
  issue: z.core.$ZodIssue,
  parent: readonly PropertyKey[],
  unchecked: unknown,
  schema: z.ZodType,
): Issue[] => {
  const path = [...parent, ...issue.path];
  if (issue.code === 'invalid_union') {
    const branches = issue.errors.map((errors) => errors.flatMap((error) => flatten(error, path, unchecked, schema)));
    const nearest = branches.toSorted((a, b) => a.length - b.length)[0];
    if (nearest && nearest.length > 0) return nearest;
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      detail: `is not a member of this object${instead(key, path, schema)}`,
    }));
  const missing =
    issue.code === 'invalid_type' && issue.input === undefined && issue.message.endsWith('received undefined');
  const meant = issue.code === 'invalid_value' ? didYouMean(valueAt(unchecked, jsonPointer(path)), issue.values) : '';
  return [{ path, detail: missing ? requiredDetail : `${issue.message}${meant}` }];
};

/** What the body itself takes; of objects within it nobody says. */
const instead = (key: string, path: readonly PropertyKey[], schema: z.ZodType): string => {
  const known = path.length === 0 && schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return `${whichTakes(known)}${didYouMean(key, known)}`;
};
