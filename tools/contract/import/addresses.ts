import type { Operation } from '#domain/define-operation';
import { callOf, type Endpoint } from './endpoint';
import type { Part } from './members-for';
import { ownParameter } from './wire-path';

/** Other addresses of an operation, each for calls by the parameter that its path has. */
export const addressesPart = (operation: Operation, endpoints: readonly Endpoint[]): Part => {
  const found = endpoints.map((endpoint) => addressOf(operation, endpoint));
  const addresses = found.flatMap((one) => ('address' in one ? [one.address] : []));
  return {
    statement: addresses.length > 0 ? { addresses } : {},
    questions: found.flatMap((one) => ('question' in one ? [one.question] : [])),
  };
};

const addressOf = (operation: Operation, endpoint: Endpoint): { address: object } | { question: string } => {
  const { path, method } = endpoint;
  const [theirs = '', another] = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  const by = another === undefined ? ownParameter(operation, endpoint, theirs) : undefined;
  if (by === undefined) {
    const parameters = Object.keys({ ...operation.request.path?.shape, ...operation.request.query?.shape });
    return { question: `addresses: by which of ${parameters.join(', ')} is ${callOf(endpoint)}?` };
  }
  const own = method === operation.binding.method ? {} : { method };
  return { address: { by, ...own, path: path.replace(`{${theirs}}`, `{${by}}`) } };
};
