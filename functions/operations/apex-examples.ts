import type { Example } from '#operations/define-operation';
import type { apexOperations } from '#operations/apex-operations';

export const apexExamples: Record<(typeof apexOperations)[number]['id'], readonly Example[]> = {};
