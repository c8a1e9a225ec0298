import * as z from 'zod';

const solutionProviders = z.object({ SOLUTION_PROVIDERS: z.string() });

/** Ids of the tenant’s Solution Providers, separated by spaces. @throws when the variable is missing */
export const solutionProvidersFrom = (environment: NodeJS.ProcessEnv): string[] =>
  solutionProviders
    .parse(environment)
    .SOLUTION_PROVIDERS.split(' ')
    .filter((id) => id !== '');
