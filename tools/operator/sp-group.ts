import type { Group } from './command-line';
import { restrictCommands } from './sp-restrict';

/** Solution Providers of a tenant. */
export const spGroup: Group = {
  name: 'sp',
  about: 'Solution Providers: whether they are served, and how a new one comes to be',
  commands: [...restrictCommands],
};
