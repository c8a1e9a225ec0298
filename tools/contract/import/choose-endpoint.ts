import type { Operation } from '#domain/define-operation';
import { Refusal } from '../refusal';
import { callOf, type Endpoint } from './endpoint';

/**
 * The address an operation is at: the one named, the only one, or the only one with the operation’s own path.
 * @param at e.g. `POST /orders`
 * @throws Refusal that lists what there is
 */
export const chooseEndpoint = (endpoints: readonly Endpoint[], operation: Operation, at?: string): Endpoint => {
  const fitting =
    at === undefined
      ? (alone(endpoints) ?? endpoints.filter((one) => isOwn(one, operation)))
      : endpoints.filter((one) => callOf(one) === at);
  const [first] = fitting;
  if (first && fitting.length === 1) return first;
  const calls = endpoints.map((one) => `  --at "${callOf(one)}"  ${one.title}`.trimEnd());
  if (calls.length === 0) throw new Refusal('The file describes no call. Give it paths, requests or samples.');
  throw new Refusal(`Say which of these is ${operation.id}:\n${calls.join('\n')}`);
};

const alone = (endpoints: readonly Endpoint[]): readonly Endpoint[] | undefined =>
  endpoints.length === 1 ? endpoints : undefined;

const isOwn = ({ method, path }: Endpoint, { binding }: Operation): boolean =>
  method === binding.method && plainPath(path).endsWith(plainPath(binding.path));

const plainPath = (path: string): string => path.replaceAll(/\{[^}]*\}/g, '{}').toLowerCase();
