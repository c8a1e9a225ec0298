import { inOwnShape } from '#domain/contract/own-shape';
import type { Members } from '#domain/contract/statement';
import { valueAt, withValueAt } from '#domain/json/json-pointer';
import { parseExactly } from '#domain/json/parse-json';
import { examplesOf } from '#operations/registry';
import type { SimRequest } from '../../behaviour';
import { wirePartsOf } from '../../example-answers';
import { parsedJson } from '../../parsed-json';
import { fromNumber } from './numbers';
import type { StatedOperation } from './stated-operation';

/**
 * A call in the simulator’s own words. What the statement does not tell the place of is as in the operation’s example,
 * because the simulator wants more of a request than the gateway needs to know.
 */
export const ownRequestOf = (
  one: StatedOperation,
  parameters: Readonly<Record<string, string>>,
  bodyText: string,
): Pick<SimRequest, 'path' | 'query' | 'body'> => {
  const { operation } = one;
  const query = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, fromNumber(value, exampleOf(one, name))]),
  );
  return wirePartsOf(operation, { request: { query, body: bodyOf(one, bodyText) } });
};

const requestsOf = ({ operation }: StatedOperation): { path?: object; query?: object; body?: unknown }[] =>
  examplesOf[operation.id].map(({ request }) => request);

const exampleOf = (one: StatedOperation, parameter: string): unknown =>
  requestsOf(one)
    .map(({ path, query }) => valueAt({ ...query, ...path }, `/${parameter}`))
    .find((value) => value !== undefined);

const bodyOf = (one: StatedOperation, text: string): unknown => {
  const body = parsedJson(text);
  const members = one.stated?.request?.members;
  if (body === undefined || members === undefined) return body;
  const [{ body: example } = {}] = requestsOf(one);
  return told(members, parseExactly(text), example);
};

const told = (members: Members, theirs: unknown, example: unknown): unknown => {
  const own = inOwnShape(members, theirs);
  return Object.keys(members).reduce((body, pointer) => {
    const value = valueAt(own, pointer);
    if (value === undefined && valueAt(body, pointer) === undefined) return body;
    const isId = typeof value === 'string' || typeof value === 'number';
    return withValueAt(body, pointer, isId ? fromNumber(String(value), valueAt(example, pointer)) : value);
  }, example);
};
