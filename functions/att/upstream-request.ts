import type { Credentials } from '#att/secret';
import type { WireRequest } from '#att/transport';
import { jsonPointer } from '#domain/json/json-pointer';
import type { ParsedRequest } from '#domain/parsed-request';
import { Problem } from '#domain/problems/problems';
import type { ResolvedBinding } from '#platform/resolved-binding';

/** Headers AT&T takes beside the credentials. All are printed on AT&T's Ordering pages. */
export interface TraceHeaders {
  traceId: string;
  transactionId: string;
  source?: string | undefined;
}

/** A binding that has a base URL. */
export type BoundBinding = ResolvedBinding & { baseUrl: string };

export const isBound = (binding: ResolvedBinding | undefined): binding is BoundBinding =>
  binding?.baseUrl !== undefined;

/**
 * The request AT&T gets: the caller's body and parameters, the binding's address, the Solution Provider's credentials.
 * The body is the caller's text; members of the binding's stand behind its last one. Parameters are percent-encoded; those
 * the path does not name go into the query.
 * @throws Problem `invalid-request` for a parameter that would change the path, or a member the operation itself states
 */
export const upstreamRequest = (
  binding: BoundBinding,
  request: ParsedRequest,
  credentials: Credentials,
  trace: TraceHeaders,
): WireRequest => {
  const address = addressFor(binding, request);
  const body = bodyOf(address, request);
  const headers: WireRequest['headers'] = {
    accept: 'application/json',
    [binding.credentialHeaders.clientId]: credentials.clientId,
    [binding.credentialHeaders.clientSecret]: credentials.clientSecret,
    'x-trace-id': trace.traceId,
    'x-transaction-id': trace.transactionId,
  };
  if (trace.source !== undefined) headers['source'] = trace.source;
  const asked = { method: address.method, url: urlOf(address, request), headers };
  if (body === undefined) return asked;
  headers['content-type'] = 'application/json';
  return { ...asked, body };
};

type Address = Pick<BoundBinding, 'baseUrl' | 'method' | 'path' | 'bodyMembers' | 'queryNames'>;

/** The first that takes calls by a parameter this one gives; else the operation’s own. */
const addressFor = (binding: BoundBinding, { path, query }: ParsedRequest): Address =>
  binding.addresses?.find(({ by }) => Object.hasOwn(query, by) || Object.hasOwn(path, by)) ?? binding;

/** Whether a call says all that its address and the members put into its body are filled with. */
export const isAddressed = (binding: BoundBinding, request: ParsedRequest): boolean => {
  const { path, bodyMembers = {} } = addressFor(binding, request);
  const parameters = { ...request.query, ...request.path };
  return [path, ...Object.values(bodyMembers)].every((text) =>
    [...text.matchAll(placeholder)].every(([, name = '']) => parameters[name] !== undefined),
  );
};

const placeholder = /\{(\w+)\}/g;

const urlOf = (address: Address, { path: inPath, query }: ParsedRequest): URL => {
  const { path } = address;
  if (!path.includes('{')) return isEmpty(query) ? fixedUrl(address) : withQuery(address, path, Object.entries(query));
  const used = new Set<string>();
  const pathname = path.replaceAll(placeholder, (_, name: string) => {
    used.add(name);
    return Object.hasOwn(inPath, name)
      ? segment(`path ${name}`, inPath[name] ?? '')
      : segment(`query ${name}`, query[name] ?? '');
  });
  const left = Object.entries(query).filter(([name]) => !used.has(name));
  return withQuery(address, pathname, left);
};

const withQuery = (address: Address, path: string, query: readonly [name: string, value: string][]): URL => {
  const whole = wholeAddress(address, path);
  const { queryNames = {} } = address;
  const named = new Map<string, string>();
  for (const [name, value] of query)
    named.set((Object.hasOwn(queryNames, name) ? queryNames[name] : undefined) ?? name, value);
  if (/[?#]/.test(whole)) return withParameters(new URL(whole), named);
  let text = whole;
  for (const [name, value] of named) text += `${text === whole ? '?' : '&'}${formEncoded(name)}=${formEncoded(value)}`;
  return new URL(text);
};

const wholeAddress = ({ baseUrl }: Address, path: string): string =>
  (baseUrl.endsWith('/') ? baseUrl.slice(0, -1) : baseUrl) + path;

/** Form encoding writes a space as `+`, which not every server reads as one; a plus sign is `%2B` by now. */
const withParameters = (url: URL, parameters: ReadonlyMap<string, string>): URL => {
  for (const [name, value] of parameters) url.searchParams.set(name, value);
  url.search = url.search.replaceAll('+', '%20');
  return url;
};

/** As a URL’s own parameters are written, with a space as `%20`. Those are put together again, and read, for each that is set. */
const formEncoded = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()~]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const isEmpty = (parameters: Record<string, string>): boolean => {
  for (const _ in parameters) return false;
  return true;
};

const fixedUrls = new WeakMap<Address, URL>();

/** That of an address without parameters, read once. Nobody changes it. */
const fixedUrl = (address: Address): URL => {
  const known = fixedUrls.get(address);
  if (known) return known;
  const url = new URL(wholeAddress(address, address.path));
  fixedUrls.set(address, url);
  return url;
};

/**
 * Encoding does not help against these: URLs resolve `%2e%2e` like `..`, an empty segment names another resource, and some
 * servers and proxies decode a segment, or decode it twice, before they look for slashes or the end of a text in it.
 */
const segment = (parameter: string, value: string): string => {
  const detail = mistakeIn(value);
  if (detail !== undefined) throw new Problem('invalid-request', { errors: [{ parameter, detail }] });
  return encodeURIComponent(value);
};

const mistakeIn = (value: string): string | undefined => {
  if (value === '' || value === '.' || value === '..') return 'must not be empty, `.` or `..`';
  return /[/\\%\p{Cc}]/u.test(value) ? 'must not contain `/`, `\\`, `%` or control characters' : undefined;
};

const bodyOf = ({ method, bodyMembers = {} }: Address, request: ParsedRequest): string | undefined => {
  if (method === 'GET') return undefined;
  const { body } = request;
  if (isEmpty(bodyMembers)) return body?.text;
  const parameters = { ...request.query, ...request.path };
  const missing = Object.entries(bodyMembers)
    .map(([name, value]) => [name, filled(value, parameters)] as const)
    .filter(([name, value]) => !isStated(body, name, value));
  if (missing.length === 0) return body?.text;
  const constants = JSON.stringify(Object.fromEntries(missing));
  if (body === undefined) return constants;
  const end = body.text.lastIndexOf('}');
  const own = body.text.slice(0, end);
  const comma = own.trimEnd().endsWith('{') ? '' : ',';
  return `${own}${comma}${constants.slice(1, -1)}${body.text.slice(end)}`;
};

const filled = (value: string, parameters: Record<string, string>): string =>
  value.replaceAll(placeholder, (_, name: string) => parameters[name] ?? '');

/**
 * A caller that used AT&T directly sends the member itself. Another value would ask for another operation, perhaps one it
 * is not granted, and of a member given twice, or in another letter case, nobody can say which one AT&T reads.
 */
const isStated = (body: ParsedRequest['body'], name: string, value: string): boolean => {
  const members: unknown = body?.value;
  if (typeof members !== 'object' || members === null) return false;
  const stated = Object.entries(members).filter(([other]) => other.toLowerCase() === name.toLowerCase());
  for (const [written, given] of stated) {
    if (written === name && given === value) continue;
    const detail = `must be ${JSON.stringify(value)} under the name \`${name}\`, or left out`;
    throw new Problem('invalid-request', { errors: [{ pointer: jsonPointer([written]), detail }] });
  }
  return stated.length > 0;
};
