import type { Example } from '#domain/define-examples';
import { allianceExamples } from '#operations/alliance-examples';
import { apexExamples } from '#operations/apex-examples';
import { mobilityExamples } from '#operations/mobility-examples';
import type { OperationId } from '#operations/registry';

/** Examples of every operation. A missing one is a compile error. */
export const examplesOf: Record<OperationId, readonly Example[]> = {
  ...apexExamples,
  ...allianceExamples,
  ...mobilityExamples,
};
