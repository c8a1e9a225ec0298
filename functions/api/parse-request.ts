import type * as z from 'zod';
import type { Route } from '#domain/define-operation';
import { header, type GatewayEvent } from '#api/gateway-event';
import { jsonPointer } from '#domain/json/json-pointer';
import { parseJson, type JsonBody } from '#domain/json/parse-json';
import type { ParsedRequest } from '#domain/parsed-request';
import { Problem, type FieldError } from '#domain/problems/problems';

/** Far above any documented body, far below what API Gateway and Lambda would carry. */
export const maximumBodyBytes = 1_048_576;

const jsonMediaType = /^application\/(?:[\w.-]+\+)?json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

/**
 * Reads and checks what the operation takes. Members the schemas do not name are kept for AT&T.
 * @throws Problem `invalid-json`, `invalid-request`, `request-too-large`, `unsupported-media-type`
 */
export const parseRequest = (route: Pick<Route, 'request'>, event: GatewayEvent): ParsedRequest => {
  const path = decoded(parametersOf(event.pathParameters));
  const { validate: _validate, ...query } = parametersOf(event.queryStringParameters);
  const body = route.request.body ? bodyOf(event) : undefined;
  const errors = [
    ...parameterErrors('path', route.request.path, path),
    ...repeated(event),
    ...inherited(query),
    ...(route.request.query ? parameterErrors('query', route.request.query, query) : unexpected(query)),
    ...(route.request.body && body ? bodyErrors(route.request.body, body.value) : []),
  ];
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
  return body ? { path, query, body } : { path, query };
};

/** Of a parameter given twice nobody can say which one counts. */
const repeated = ({ multiValueQueryStringParameters }: GatewayEvent): FieldError[] =>
  Object.entries(multiValueQueryStringParameters ?? {}).flatMap(([name, values]) =>
    (values?.length ?? 0) > 1 ? [{ parameter: `query ${name}`, detail: 'is given more than once' }] : [],
  );

/** Schemas do not see a parameter of this name, so it would reach AT&T unchecked. */
const inherited = (query: Record<string, string>): FieldError[] =>
  Object.hasOwn(query, '__proto__') ? unexpected({ ['__proto__']: '' }) : [];

/** A route that declares no query takes none: what it does not know it would hand to AT&T unchecked. */
const unexpected = (query: Record<string, string>): FieldError[] =>
  Object.keys(query).map((name) => ({ parameter: `query ${name}`, detail: 'is not a parameter of this operation' }));

const parametersOf = (parameters: Record<string, string | undefined> | null): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parameters ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

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

const bodyOf = (event: GatewayEvent): JsonBody => {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maximumBodyBytes) throw new Problem('request-too-large');
  if (bytes.length === 0) {
    throw new Problem('invalid-request', { errors: [{ pointer: '', detail: 'is required: the body is empty' }] });
  }
  const mediaType = header(event, 'content-type');
  if (mediaType !== undefined && !jsonMediaType.test(mediaType.trim())) throw new Problem('unsupported-media-type');
  const text = utf8Of(bytes);
  if (text === undefined) throw new Problem('invalid-json', { detail: 'The body is not encoded in UTF-8.' });
  return parseJson(text);
};

/**
 * Bytes as text. Whoever hands them on as text, as API Gateway does, has put a replacement character where they are not
 * UTF-8; it would reach AT&T in the place of a letter. Undefined for what is not, or was not, UTF-8.
 */
export const utf8Of = (bytes: Buffer): string | undefined => {
  const text = decoder.decode(bytes);
  return text.includes('\uFFFD') ? undefined : text;
};

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The value, checked. @throws Problem `invalid-request` with pointers into it */
export const checkedValue = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> => {
  const errors = bodyErrors(schema, value);
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
  return schema.parse(value);
};

const bodyErrors = (schema: z.ZodType, value: unknown): FieldError[] =>
  issuesOf(schema, value).map(({ path, detail }) => ({ pointer: jsonPointer(path), detail }));

const parameterErrors = (part: 'path' | 'query', schema: z.ZodType | undefined, value: unknown): FieldError[] =>
  schema ? issuesOf(schema, value).map(({ path, detail }) => ({ parameter: `${part} ${path.join('.')}`, detail })) : [];

interface Issue {
  path: PropertyKey[];
  detail: string;
}

const issuesOf = (schema: z.ZodType, value: unknown): Issue[] => {
  const result = schema.safeParse(value);
  return result.success ? [] : result.error.issues.flatMap((issue) => flatten(issue, []));
};

/** For a union, the branch that came nearest (fewest complaints) speaks. */
const flatten = (issue: z.core.$ZodIssue, parent: readonly PropertyKey[]): Issue[] => {
  const path = [...parent, ...issue.path];
  if (issue.code === 'invalid_union') {
    const branches = issue.errors.map((errors) => errors.flatMap((error) => flatten(error, path)));
    const nearest = branches.toSorted((a, b) => a.length - b.length)[0];
    if (nearest && nearest.length > 0) return nearest;
  }
  const missing =
    issue.code === 'invalid_type' && issue.input === undefined && issue.message.endsWith('received undefined');
  return [{ path, detail: missing ? 'is required' : issue.message }];
};
