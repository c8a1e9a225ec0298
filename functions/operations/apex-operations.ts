import type { Operation } from '#operations/define-operation';

export const apexOperations = [] as const satisfies readonly Operation[];
