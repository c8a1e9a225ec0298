import * as z from 'zod';
import { Refusal } from '../refusal';
import { callOf, type Endpoint, type SeenSample } from './endpoint';

const pairSchema = z.object({
  name: z.string().min(1).max(200).optional(),
  request: z.object({
    method: z.string().toUpperCase().default('POST'),
    path: z.string().startsWith('/').default('/'),
    query: z.record(z.string(), z.string()).default({}),
    headers: z.record(z.string(), z.unknown()).default({}),
    body: z.unknown().optional(),
  }),
  answer: z.object({ status: z.int().min(100).max(599), body: z.unknown() }),
  means: z.enum(['done', 'refused']).optional(),
});

/** The addresses of requests with their answers; a part of a path that differs from call to call is a parameter. */
export const pairEndpoints = (document: unknown): Endpoint[] => {
  const { success, data, error } = z.array(pairSchema).min(1).safeParse([document].flat());
  if (!success) {
    const [{ path, message } = { path: [], message: '' }] = error.issues;
    throw new Refusal(`A sample is no pair of \`request\` and \`answer\`: ${path.join('.')}: ${message}.`);
  }
  const pairs = data.map((pair) => ({ ...pair, path: withParameters(pair.request.path) }));
  const groups = Map.groupBy(pairs, ({ request, path }) => callOf({ method: request.method, path }));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return [
      {
        ...{ method: first.request.method, path: first.path, title: '' },
        headers: [...new Set(group.flatMap(({ request }) => Object.keys(request.headers)))],
        samples: group.map(({ name, request, answer, means }, index): SeenSample => ({
          ...{ name: name ?? `sample ${index + 1}`, path: request.path, query: request.query, body: request.body },
          ...{ answer: { status: answer.status, body: answer.body }, means },
        })),
      },
    ];
  });
};

/** Ids have digits enough to be none of a path’s own words. */
const withParameters = (path: string): string => {
  let count = 0;
  return path.replaceAll(/(?<=\/)[^/]*\d{5,}[^/]*/g, () => `{parameter${(count += 1)}}`);
};
