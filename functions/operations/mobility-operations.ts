import type { Operation } from '#operations/define-operation';

export const mobilityOperations = [] as const satisfies readonly Operation[];
