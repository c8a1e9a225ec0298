import { scopes } from '#domain/define-operation';
import { journeys } from '../../journeys/registry';

/** Those that journeys act for; one client acts for all of them, and may do anything. */
export const solutionProviders: readonly [string, ...string[]] = [
  'A-06399x',
  ...new Set(journeys.map(({ solutionProvider }) => solutionProvider).filter((id) => id !== 'A-06399x')),
];
export const allScopes = scopes;
export const clientId = 'client-a';
