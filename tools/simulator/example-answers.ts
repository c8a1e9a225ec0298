import { examplesOf, type OperationId } from '#operations/registry';
import type { SimAnswer, SimOperation, SimRequest } from './behaviour';
import { isSameJson } from '#domain/json/is-same-json';

/** Answers that AT&T's samples and our own examples give. */
export interface ExampleAnswers {
  /** The answer of the example with this very request, whatever the order of its members. */
  exactly(request: SimRequest): SimAnswer | undefined;
  /** The operation's first answer, with the ids of this request where it names them alike. */
  resembling(request: SimRequest): SimAnswer;
}

type WireParts = Pick<SimRequest, 'path' | 'query' | 'body'>;

export const createExampleAnswers = (operations: readonly SimOperation[]): ExampleAnswers => {
  const examples = new Map<OperationId, { parts: WireParts; answer: SimAnswer }[]>(
    operations.map((operation) => [
      operation.id,
      examplesOf[operation.id].map((example) => ({ parts: wirePartsOf(operation, example), answer: example.answer })),
    ]),
  );
  return {
    // Of two examples with one request the first is the one documents show.
    exactly: (request) => examples.get(request.operation.id)?.find(({ parts }) => isOf(parts, request))?.answer,
    resembling: (request) => {
      const [first] = examplesOf[request.operation.id];
      return { status: first.answer.status, body: withIds(first.answer.body, idsOf(request)) };
    },
  };
};

const isOf = (parts: WireParts, { path, query, body }: WireParts): boolean =>
  isSameJson(parts.body ?? null, body ?? null) && isSameJson(parts.path, path) && isSameJson(parts.query, query);

/** The example's request as it comes from the gateway: parameters where the binding's path has them, constants in the body. */
export const wirePartsOf = (
  { binding }: Pick<SimOperation, 'binding'>,
  { request: parts }: { request: { path?: object; query?: object; body?: unknown } },
): WireParts => {
  const query = texts(parts.query);
  const parameters = { ...query, ...texts(parts.path) };
  const named = new Set([...binding.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  const pick = (from: Record<string, string>, wanted: boolean): Record<string, string> =>
    Object.fromEntries(Object.entries(from).filter(([name]) => named.has(name) === wanted));
  const hasBody = binding.method !== 'GET' && (parts.body !== undefined || binding.bodyMembers !== undefined);
  return {
    path: pick(parameters, true),
    query: pick(query, false),
    body: hasBody ? withStatedMembers(parts.body, binding.bodyMembers ?? {}, parameters) : undefined,
  };
};

const withStatedMembers = (
  body: unknown,
  members: Readonly<Record<string, string>>,
  parameters: Readonly<Record<string, string>>,
): unknown => {
  const stated = Object.entries(members).map(([name, value]) => [
    name,
    value.replaceAll(/\{(\w+)\}/g, (_, parameter: string) => parameters[parameter] ?? ''),
  ]);
  return stated.length === 0 ? body : { ...Object.fromEntries(stated), ...(typeof body === 'object' ? body : {}) };
};

const texts = (parameters: object | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parameters ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );

/** Of a member that has an id. */
export const idName = /(?:id|number|imei|iccid|sim)$/i;

/** Ids the request names anywhere, by member name; the outermost of a name counts. */
const idsOf = ({ path, query, body }: SimRequest): ReadonlyMap<string, string | number> => {
  const ids = new Map<string, string | number>();
  let level: unknown[] = [{ ...query, ...path }, body];
  while (level.length > 0) {
    const members = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? (Object.entries(value) as [string, unknown][]) : [],
    );
    for (const [name, value] of members) {
      const isId = idName.test(name) && (typeof value === 'string' || typeof value === 'number');
      if (isId && !ids.has(name)) ids.set(name, value);
    }
    level = members.map(([, value]) => value);
  }
  return ids;
};

const withIds = (value: unknown, ids: ReadonlyMap<string, string | number>): unknown => {
  if (Array.isArray(value)) return value.map((item) => withIds(item, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => {
      const id = ids.get(name);
      return [name, id !== undefined && typeof id === typeof member ? id : withIds(member, ids)];
    }),
  );
};
