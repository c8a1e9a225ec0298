import { isObject, objectIn, type SeenSample } from './endpoint';

/** What `example` and `examples` of a document’s part show, by name. */
export const examplesIn = (content: Record<string, unknown>): Map<string, unknown> =>
  new Map([
    ...(content['example'] === undefined ? [] : [['example', valueOf(content['example'])] as const]),
    ...Object.entries(objectIn(content['examples'])).map(([name, one]) => [name, valueOf(one)] as const),
  ]);

const valueOf = (one: unknown): unknown => (isObject(one) && 'value' in one ? one['value'] : one);

/** Each example of an answer, by its status, with that of the request of the same name, or else the first. */
export const samplesOf = (
  requests: ReadonlyMap<string, unknown>,
  answers: readonly (readonly [status: string, examples: ReadonlyMap<string, unknown>])[],
): SeenSample[] =>
  answers
    .filter(([status]) => /^\d{3}$/.test(status))
    .flatMap(([status, examples]) =>
      [...examples].map(([name, body]) => ({
        name: `${status} ${name}`,
        query: {},
        body: requests.get(name) ?? [...requests.values()][0],
        answer: { status: Number(status), body },
      })),
    );
