import type { Log } from '#platform/log';

const nothing = () => undefined;

/** What fails is told by the command that fails. */
export const silentLog: Log = { info: nothing, warn: nothing, error: nothing };
