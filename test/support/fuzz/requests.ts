import fc from 'fast-check';
import { oddJson, oddName, oddTextFrom } from './odd-values';

/** A call of an operation, as the gateway’s function gets it. */
export interface FuzzedCall {
  /** As it is on the wire; not always JSON. */
  body?: string;
  /** Percent-encoded or not. */
  path: Record<string, string>;
  query: Record<string, string>;
  headers: Record<string, string>;
}

export interface SoundCall {
  path?: Record<string, string> | undefined;
  query?: Record<string, string> | undefined;
  body?: unknown;
}

/** JSON written by hand, so that it can hold what `JSON.stringify` never writes: members given twice, any nesting. */
type Node = { text: string } | { members: [name: string, value: Node][] } | { items: Node[] };

const nodeOf = (value: unknown): Node => {
  if (Array.isArray(value)) return { items: value.map(nodeOf) };
  if (typeof value !== 'object' || value === null) return { text: JSON.stringify(value) };
  return { members: Object.entries(value).map(([name, member]) => [name, nodeOf(member)]) };
};

const written = (node: Node): string => {
  if ('text' in node) return node.text;
  if ('items' in node) return `[${node.items.map(written).join(',')}]`;
  return `{${node.members.map(([name, value]) => `${JSON.stringify(name)}:${written(value)}`).join(',')}}`;
};

/** Every place of a document, the whole first. */
const placesIn = (node: Node): Node[] => {
  if ('text' in node) return [node];
  const children = 'items' in node ? node.items : node.members.map(([, value]) => value);
  return [node, ...children.flatMap(placesIn)];
};

const replaced = (node: Node, place: Node, by: Node | undefined): Node | undefined => {
  if (node === place) return by;
  if ('text' in node) return node;
  if ('items' in node) return { items: node.items.flatMap((item) => replaced(item, place, by) ?? []) };
  return {
    members: node.members.flatMap(([name, value]): [string, Node][] => {
      const next = replaced(value, place, by);
      return next ? [[name, next]] : [];
    }),
  };
};

const bodyChange = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('replace', 'remove', 'add', 'add', 'repeat', 'in-list', 'in-object', 'text', 'text'),
  name: oddName,
  value: oddJson,
  text: oddTextFrom,
});
type BodyChange = typeof bodyChange extends fc.Arbitrary<infer T> ? T : never;

const changedAt = (place: Node, { how, name, value, text }: BodyChange): Node | undefined => {
  const odd: Node = { text: value };
  if (how === 'remove') return undefined;
  if (how === 'in-list') return { items: [place] };
  if (how === 'in-object') return { members: [[name, place]] };
  if (how === 'add' && 'members' in place) return { members: [...place.members, [name, odd]] };
  if (how === 'add' && 'items' in place) return { items: [...place.items, odd] };
  if (how === 'repeat' && 'members' in place) return { members: [...place.members, ...place.members] };
  if (how === 'repeat' && 'items' in place) return { items: Array(12).fill(place.items).flat() as Node[] };
  if (how === 'text' && 'text' in place && place.text.startsWith('"'))
    return { text: JSON.stringify(text(JSON.parse(place.text) as string)) };
  return odd;
};

const changedBody = (body: unknown, changes: readonly BodyChange[]): string =>
  written(
    changes.reduce<Node>((node, change) => {
      const places = placesIn(node);
      const place = places[change.at % places.length]!;
      return replaced(node, place, changedAt(place, change)) ?? { text: '' };
    }, nodeOf(body)),
  );

const textChange = fc.constantFrom<(text: string) => string>(
  (text) => text.slice(0, -1),
  (text) => `${text}${text}`,
  (text) => `\ufeff${text}`,
  () => '',
  () => 'null',
  (text) => text.replaceAll('"', "'"),
);

/** Mostly nothing, so that many calls come far. */
const few = <T>(arbitrary: fc.Arbitrary<T>, most: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<T[]>([]) },
    { weight: 1, arbitrary: fc.array(arbitrary, { minLength: 1, maxLength: most }) },
  );

const parameterChange = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('text', 'text', 'text', 'remove', 'add'),
  name: oddName,
  text: oddTextFrom,
  isEncoded: fc.boolean(),
});
type ParameterChange = typeof parameterChange extends fc.Arbitrary<infer T> ? T : never;

const changedParameters = (
  sound: Record<string, string>,
  changes: readonly ParameterChange[],
  encode: (text: string) => string,
): Record<string, string> =>
  changes.reduce((parameters, { at, how, name, text, isEncoded }) => {
    const entries = Object.entries(parameters);
    const [chosen, value = ''] = entries[at % Math.max(entries.length, 1)] ?? [name];
    const written = isEncoded ? encode(text(value)) : text(value);
    if (how === 'remove') return Object.fromEntries(entries.filter(([other]) => other !== chosen));
    return Object.fromEntries([...entries, [how === 'add' ? name : chosen, written]]);
  }, sound);

const headerNames = [
  ...['idempotency-key', 'x-solution-provider-id', 'x-actor', 'x-reason', 'x-request-id', 'traceparent'],
  ...[
    'x-trace-id',
    'x-transaction-id',
    'source',
    'x-customer-reference',
    'x-metadata',
    'prefer',
    'content-type',
    'cache-control',
  ],
];

const headerChange = fc.record({ name: fc.constantFrom(...headerNames), text: oddTextFrom });

/** Encodes what can be; a lone surrogate cannot. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** Calls made of a sound one. Headers are those a partner sends, with any of them changed. */
export const fuzzedCalls = (sound: SoundCall, headers: Record<string, string>): fc.Arbitrary<FuzzedCall> =>
  fc
    .record({
      bodyChanges: few(bodyChange, 4),
      textChange: fc.oneof(
        { weight: 30, arbitrary: fc.constant((text: string) => text) },
        { weight: 1, arbitrary: textChange },
      ),
      path: few(parameterChange, 2),
      query: few(parameterChange, 2),
      headers: few(headerChange, 3),
    })
    .map((changes) => {
      const text = sound.body === undefined ? undefined : changedBody(sound.body, changes.bodyChanges);
      const body = text === undefined ? undefined : changes.textChange(text);
      return {
        ...(body !== undefined && { body }),
        path: changedParameters(encodedAll(sound.path ?? {}), changes.path, encoded),
        query: changedParameters(sound.query ?? {}, changes.query, (value) => value),
        headers: changes.headers.reduce(
          (all, { name, text: change }) => ({ ...all, [name]: change(all[name] ?? '') }),
          headers,
        ),
      };
    });

const encodedAll = (parameters: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, encodeURIComponent(value)]));
