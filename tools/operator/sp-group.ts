import type { Group } from './command-line';
import { fileCommands } from './sp-file';
import { restrictCommands } from './sp-restrict';
import { verifyCommand } from './sp-verify';

/** Solution Providers of a tenant. */
export const spGroup: Group = {
  name: 'sp',
  about: 'Solution Providers: whether they are served, and how a new one comes to be',
  commands: [...fileCommands, verifyCommand, ...restrictCommands],
};
