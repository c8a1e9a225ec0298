import { refuse } from '../admission';
import type { SimOperation } from '../behaviour';
import { chooseOperation, createRoutes, pathParameters } from '../routes';
import type { Dialect } from './dialect';

/**
 * AT&T as the operations define it: at `/<domain><path of the binding>`, in their shapes.
 * @throws Error when two operations could not be told apart
 */
export const ownDialect = (operations: readonly SimOperation[]): Dialect => {
  const routes = createRoutes(operations);
  return {
    secretHeader: 'client_secret',
    understand: ({ method, url, body }) => {
      const resource = routes.find(method, url.pathname);
      if (resource === 'unknown-path') return refuse(404, `No listener for endpoint: ${url.pathname}`);
      if (resource === 'wrong-method') return refuse(405, `Method ${method} not allowed for endpoint: ${url.pathname}`);
      const operation = chooseOperation(resource, body);
      if (!operation) return refuse(400, 'The body names no mode that is served at this endpoint');
      return {
        operation,
        path: pathParameters(operation, url.pathname),
        query: url.search === '' ? {} : Object.fromEntries(url.searchParams),
        body,
        say: (answer) => answer,
      };
    },
  };
};
