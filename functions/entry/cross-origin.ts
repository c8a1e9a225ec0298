import type { CrossOrigin } from '#api/cross-origin';
import { environment } from '#entry/process';

/** Pages of which origins may read what this process answers. */
export const crossOrigin = (): CrossOrigin => ({ origins: environment('crossOrigins').crossOrigins });
