import type { ReadOperation } from '#domain/define-operation';
import { operation as getLineDetails } from '#operations/get-line-details/operation';
import { operation as listPortIns } from '#operations/list-port-ins/operation';
import { polledReads } from '#operations/polled-reads';

/** The reads that AT&T’s view is seen by, beside ours. In bundles it is a list of their definitions alone (lib/bundle-handlers.ts). */
export const comparedReads: readonly ReadOperation[] = [...polledReads, listPortIns, getLineDetails];
