import { remembered } from '#domain/remembered';
import { ownStores, storesBy } from '#entry/own-stores';
import { processSessions } from '#entry/sessions';
import type { ProcessStores } from '#entry/stores';
import { createAskInSession } from '#platform/aws/ask-in-session';

let stores: ProcessStores | undefined;

/** Of what a caller waits for. */
export const callersStores = (): ProcessStores => (stores ??= processStores());

const processStores = (): ProcessStores => {
  const own = ownStores();
  const sessionOf = processSessions();
  if (!sessionOf) return { ...own, of: () => own };
  return {
    ...own,
    of: remembered((solutionProvider) =>
      storesBy((options) => createAskInSession(() => sessionOf(solutionProvider), options)),
    ),
  };
};
