import type { Environment } from '#platform/environment';

/** What is asked of a function's environment to call AT&T. */
export const callSettings = [
  'tenant',
  'environment',
  'secretPrefix',
  'bindings',
  'source',
  'requireActorAndReason',
  'readCacheSeconds',
  'bodySolutionProvider',
] as const satisfies readonly (keyof Environment)[];

type Told = Pick<Environment, (typeof callSettings)[number]>;
type Optional = 'source' | 'requireActorAndReason' | 'readCacheSeconds' | 'bodySolutionProvider';

/** What the deployment tells a function that calls AT&T. */
export type Settings = Omit<Told, Optional> & Partial<Pick<Told, Optional>>;

/** Under which name a tenant’s logs and metrics are kept. */
export const serviceNameOf = (tenant: string): string => `att-partner-gateway-${tenant}`;
