import { solutionProviderOf } from '#api/caller';
import type { GatewayEvent } from '#api/gateway-event';
import type { OperationHandler } from '#api/read-handler';
import { remembered } from '#domain/remembered';
import { callersStores } from '#entry/callers-stores';
import type { Stores } from '#entry/stores';
import { Problem } from '#domain/problems/problems';

/**
 * The handler of a function that clients call. What it does for a Solution Provider it does with the rights for that one alone: whatever
 * it takes for whose, it can reach nothing of another’s.
 * @param compose makes a handler of what it may reach
 */
export const bySolutionProvider = (compose: (stores: Stores) => OperationHandler): OperationHandler => {
  // At start, when mistakes of the deployment are told and the process is fast.
  const ofNobody = compose(callersStores());
  const handlerOf = remembered((solutionProvider) => compose(callersStores().of(solutionProvider)));
  return (event, context) => {
    const solutionProvider = namedIn(event);
    return (solutionProvider === undefined ? ofNobody : handlerOf(solutionProvider))(event, context);
  };
};

/** Undefined where the call is for nobody it may be for. The handler says so. */
const namedIn = (event: GatewayEvent): string | undefined => {
  try {
    return solutionProviderOf(event);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
};
