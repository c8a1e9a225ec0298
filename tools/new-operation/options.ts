import { parseArgs } from 'node:util';
import type { ApiFamily, Method, Operation, PolledRead } from '#domain/define-operation';

/** Where a family's operations are listed, and what their ids and routes begin with. */
export const families = {
  mobility: { file: 'mobility', idPrefix: '', pathPrefix: '/v1/mobility/', domain: 'mobility' },
  'ordering-apex': { file: 'apex', idPrefix: 'apex-', pathPrefix: '/v1/ordering/apex/', domain: 'order' },
  'ordering-alliance': {
    file: 'alliance',
    idPrefix: 'alliance-',
    pathPrefix: '/v1/ordering/alliance/',
    domain: 'order',
  },
} as const satisfies Record<ApiFamily, object>;

export interface NewOperation {
  id: string;
  family: ApiFamily;
  method: Method;
  path: string;
  isWrite: boolean;
  polledBy: PolledRead | undefined;
}

export const usage =
  'npm run new-operation -- --id <kebab-case> --family mobility|ordering-apex|ordering-alliance --method GET|POST|PUT|PATCH|DELETE --path /v1/… [--write [--polled-by <id of a polled read>]]';

/** What was wrong with the command, in sentences. */
export class Refusal extends Error {}

const methods: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] satisfies Method[];

const isFamily = (text: string): text is ApiFamily => Object.hasOwn(families, text);
const isMethod = (text: string): text is Method => methods.includes(text);
const isPolledRead = (operation: Operation | undefined): operation is PolledRead => operation?.polled !== undefined;

/** @throws Refusal that says what is wrong and what to write instead */
export const optionsFrom = (args: readonly string[], operations: readonly Operation[]): NewOperation => {
  const { id = '', family = '', method = '', path = '', write = false, ...rest } = valuesOf(args);
  const polledById = rest['polled-by'];
  const polledBy = operations.find((operation) => operation.id === polledById);
  if (!isFamily(family)) throw new Refusal(`--family must be one of ${Object.keys(families).join(', ')}.`);
  if (!isMethod(method)) throw new Refusal(`--method must be one of ${methods.join(', ')}.`);
  const { idPrefix, pathPrefix } = families[family];
  const mistakes = [
    ...(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id) && id.startsWith(idPrefix) && id.length <= 48
      ? []
      : [`--id must be kebab-case of at most 48 characters${idPrefix && ` and begin with ${idPrefix}`}.`]),
    ...(operations.some((operation) => operation.id === id) ? [`There is an operation ${id} already.`] : []),
    ...(path.startsWith(pathPrefix) && /^(\/[\w-]+|\/\{[A-Za-z]\w*\})+$/.test(path)
      ? []
      : [`--path must begin with ${pathPrefix} and consist of words and {parameters}.`]),
    ...(operations.some((operation) => operation.method === method && operation.path === path)
      ? [`${method} ${path} is taken by another operation.`]
      : []),
    ...(method === 'GET' && write ? ['A GET changes nothing: leave out --write or choose another method.'] : []),
    ...(polledById !== undefined && !write ? ['--polled-by is for writes: add --write.'] : []),
    ...(polledById !== undefined && !isPolledRead(polledBy)
      ? [`--polled-by must name one of ${operations.flatMap((one) => (one.polled ? [one.id] : [])).join(', ')}.`]
      : []),
  ];
  if (mistakes.length > 0) throw new Refusal(mistakes.join('\n'));
  return { id, family, method, path, isWrite: write, polledBy: isPolledRead(polledBy) ? polledBy : undefined };
};

const valuesOf = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        id: { type: 'string' },
        family: { type: 'string' },
        method: { type: 'string' },
        path: { type: 'string' },
        write: { type: 'boolean' },
        'polled-by': { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error });
  }
};
