import { refuse } from '../../admission';
import type { Dialect } from '../dialect';
import { isPathOf, parametersAt, servedAt } from './address';
import { ownRequestOf } from './own-request';
import { statedAnswer } from './stated-answer';
import type { StatedOperation } from './stated-operation';

/**
 * AT&T as a tenant states it: its addresses, members, words and ways to say no, about the simulator’s world. It can be no
 * truer than the statement; what the statement leaves open is as in its samples, or in the operation’s own example.
 */
export const statedDialect = (operations: readonly StatedOperation[]): Dialect => {
  const served = servedAt(operations);
  const [first] = operations;
  return {
    secretHeader: (first?.binding.credentialHeaders.clientSecret ?? 'client_secret').toLowerCase(),
    understand: ({ bodyText, ...asked }) => {
      const { method, url } = asked;
      for (const place of served) {
        const parameters = parametersAt(place, asked);
        if (parameters) return understood(place.one, parameters, bodyText);
      }
      return served.some((place) => isPathOf(place, asked))
        ? refuse(405, `Nothing the tenant states is served by ${method} ${url.pathname} with this body`)
        : refuse(404, `No statement of the tenant’s leads to ${url.pathname}`);
    },
  };
};

const understood = (
  one: StatedOperation,
  parameters: Readonly<Record<string, string>>,
  bodyText: string,
): ReturnType<Dialect['understand']> => {
  const { operation, binding } = one;
  const { method, credentialHeaders } = binding;
  return {
    operation: { ...operation, binding: { ...operation.binding, method, credentialHeaders } },
    ...ownRequestOf(one, parameters, bodyText),
    say: (answer) => statedAnswer(one, answer),
  };
};
