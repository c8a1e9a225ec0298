import type { Example } from '#operations/define-operation';
import type { mobilityOperations } from '#operations/mobility-operations';

export const mobilityExamples: Record<(typeof mobilityOperations)[number]['id'], readonly Example[]> = {};
