import { isObject, objectIn, type SeenSample } from './endpoint';

/** What `example` and `examples` of a document’s part show, by name. */
export const examplesIn = (content: Record<string, unknown>): Map<string, unknown> =>
  new Map([
    ...(content['example'] === undefined ? [] : [['example', valueOf(content['example'])] as const]),
    ...Object.entries(objectIn(content['examples'])).map(([name, one]) => [name, valueOf(one)] as const),
  ]);

const valueOf = (one: unknown): unknown => (isObject(one) && 'value' in one ? one['value'] : one);

/** A parameter as a document describes it. */
export interface SeenParameter {
  name: string;
  in: 'path' | 'query';
  isRequired: boolean;
  /** What it has in an example; undefined where none is shown. */
  value: string | undefined;
}

/** Whom a call asks by the examples of its parameters; no path is known where one that the call needs has none. */
export const shownAddress = (
  path: string,
  parameters: readonly SeenParameter[],
): Pick<SeenSample, 'path' | 'query'> => {
  const inQuery = parameters.filter((one) => one.in === 'query' && one.isRequired);
  const valueOfParameter = (name: string): string | undefined =>
    parameters.findLast((one) => one.in === 'path' && one.name === name)?.value;
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  const isKnown =
    names.every((name) => valueOfParameter(name) !== undefined) && inQuery.every(({ value }) => value !== undefined);
  if (!isKnown) return { query: {} };
  return {
    path: path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(valueOfParameter(name) ?? '')),
    query: Object.fromEntries(inQuery.map(({ name, value = '' }) => [name, value])),
  };
};

/** Each example of an answer, by its status, with that of the request of the same name, or else the first. */
export const samplesOf = (
  address: Pick<SeenSample, 'path' | 'query'>,
  requests: ReadonlyMap<string, unknown>,
  answers: readonly (readonly [status: string, examples: ReadonlyMap<string, unknown>])[],
): SeenSample[] =>
  answers
    .filter(([status]) => /^\d{3}$/.test(status))
    .flatMap(([status, examples]) =>
      [...examples].map(([name, body]) => ({
        name: `${status} ${name}`,
        ...address,
        body: requests.get(name) ?? [...requests.values()][0],
        answer: { status: Number(status), body },
      })),
    );
