import { operations } from '#operations/registry';
import { ownRoutes } from '#routes/registry';
import { apiBody, type BodyRoute } from '../../lib/constructs/api-body';
import { createRouter } from '../../tools/local/gateway/router';
import { servedRoutes } from '../../tools/local/gateway/served-routes';
import { answerOfBody, firstChoiceOf } from './answer-of-body';
import { routes } from './synthesized';

const invocation = (id: string) => ({ uri: `arn:of:${id}`, credentials: 'arn:of:invoking-role' });
const served = (route: BodyRoute['route']): BodyRoute => ({ route, invocation: invocation(route.id) });
const bodyOf = (some: readonly BodyRoute['route'][]) =>
  apiBody({
    title: 'gateway',
    description: 'A gateway',
    authorizer: { ...invocation('authorizer'), answerLifetimeSeconds: 0 },
    routes: some.map(served),
  });

const body = bodyOf(routes);
const text = JSON.stringify(body);

describe('the document API Gateway makes the API of', () => {
  it('has every operation and every own route', () => {
    const ids = Object.values(body.paths).flatMap((path) =>
      Object.values(path).flatMap(({ operationId }) => operationId ?? []),
    );
    expect(ids.sort()).toEqual([...operations, ...ownRoutes].map(({ id }) => id).sort());
  });

  it('is the same for the same routes in whatever order', () => {
    expect(JSON.stringify(bodyOf([...routes].reverse()))).toBe(text);
  });

  it('is ASCII, because CloudFormation has a question mark for everything else', () => {
    expect(text).toMatch(/^[\0-\x7f]*$/);
  });

  it('is well below the 6 MB API Gateway imports', () => {
    expect(text.length).toBeLessThan(1_000_000);
  });

  it('carries no schemas of operations and no words of theirs: the functions check', () => {
    expect(text).not.toMatch(/"(requestBody|content|\$ref|schemas|summary)"/);
  });

  it('serves several routes by one function where that is how they are served', () => {
    const [one, other] = routes;
    const shared = invocation('shared');
    const { paths } = apiBody({
      title: 'gateway',
      description: 'A gateway',
      authorizer: { ...invocation('authorizer'), answerLifetimeSeconds: 0 },
      routes: [one!, other!].map((route) => ({ route, invocation: shared })),
    });
    expect(JSON.stringify(paths).split('"arn:of:shared"')).toHaveLength(3);
  });

  it.each([
    ['/v1/lines/{number}', '/v1/lines/{lineNumber}/notes'],
    ['/v1/{kind}/a', '/v1/{type}/b'],
  ] as const)('is refused with %s beside %s, which API Gateway cannot hold', (one, other) => {
    const conflicting = [one, other].map((path) => ({ ...routes[0]!, path: path }));
    expect(() => bodyOf(conflicting)).toThrow(/takes one name for the place/);
  });
});

/** Every path there is with values in its variables, each way to it, and one segment more than each. */
const paths = [
  ...new Set(
    routes.flatMap(({ path }) => {
      const segments = path.split('/').map((segment) => (segment.startsWith('{') ? 'a%20value' : segment));
      const ways = segments.map((_, at) => segments.slice(0, at + 1).join('/'));
      return ways.flatMap((way) => [way === '' ? '/' : way, `${way}/unknown`, `${way}/unknown/below`]);
    }),
  ),
];

const answerOfRouter = (method: string, path: string): object => {
  const match = createRouter(servedRoutes)(path);
  if (!match) return { status: 404 };
  const { methods } = match.resource;
  const route = methods.get(method === 'HEAD' ? 'GET' : method)?.route;
  const allowed = [...methods.keys(), ...(methods.has('GET') ? ['HEAD'] : [])];
  if (!route) return { status: 405, allow: allowed.sort().join(', '), isAuthorized: true };
  return { calls: route.id, parameters: match.parameters, isAuthorized: true };
};

describe('whichever way API Gateway chooses among paths', () => {
  it.each(paths)('%s comes to something that takes every method, and never has to go back', (path) => {
    const template = firstChoiceOf(body, path);
    expect(body.paths[template ?? '']).toHaveProperty('x-amazon-apigateway-any-method');
  });

  it('the paths are fewer than the 300 an API may have, with thirty operations more as well', () => {
    const thirtyMore = operations.slice(0, 30).map((one) => ({ ...one, path: `/v1/made-up/${one.id}` as const }));
    expect(Object.keys(bodyOf([...routes, ...thirtyMore]).paths).length).toBeLessThan(300);
  });
});

describe('what API Gateway makes of the document and what the local runtime answers', () => {
  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])(
    'is the same for %s on every path',
    (method) => {
      const answers = paths.map((path) => [path, answerOfBody(body, method, path)] as const);
      expect(answers).toEqual(paths.map((path) => [path, answerOfRouter(method, path)]));
      expect(new Set(answers.map(([, answer]) => ('status' in answer ? answer.status : 'calls'))).size).toBeGreaterThan(
        1,
      );
    },
  );
});
