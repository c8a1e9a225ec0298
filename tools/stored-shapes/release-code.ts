import { version } from '../../package.json';
import { readAs } from './release';
import type { ReleaseCode } from './surroundings';

/* What `npm run release-shapes` builds into one file: the release after this one runs it on what it has stored and sent itself. */

export const name: ReleaseCode['name'] = version;

export const read: ReleaseCode['read'] = readAs;

export const gateway: ReleaseCode['gateway'] = async () => (await import('./gateway-code')).openGateway;
