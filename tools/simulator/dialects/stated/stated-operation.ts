import type { ResolvedBinding } from '#platform/resolved-binding';
import type { Sample, Stated } from '#domain/contract/statement';
import type { SimOperation } from '../../behaviour';

/** An operation as a tenant states it. */
export interface StatedOperation {
  /** As the registry has it. */
  operation: SimOperation;
  /** Where the tenant’s AT&T takes it. */
  binding: ResolvedBinding & { baseUrl: string };
  /** Undefined where its documents are as its reference shows them. */
  stated: Stated | undefined;
  samples: readonly Sample[];
}
