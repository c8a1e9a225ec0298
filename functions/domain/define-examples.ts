import type * as z from 'zod';
import type { Operation, Provenance } from '#domain/define-operation';

/** A named request and AT&T's answer to it. Documents show it, the simulator serves it, tests send it round. */
export interface Example<O extends Operation = Operation> {
  name: string;
  /** `published`: printed by AT&T. `partial`: printed with gaps that we filled. `assumed`: ours. */
  provenance: Provenance;
  request: {
    [Part in keyof O['request']]: z.input<NonNullable<O['request'][Part]>> &
      (Part extends 'body' ? unknown : Record<string, string>);
  };
  answer: { status: number; body: z.input<O['response']> };
}

/** An operation as the registry has it. At least one example: the first is the one shown in documents. */
export interface DocumentedOperation<O extends Operation = Operation> {
  operation: O;
  examples: readonly [Example<O>, ...Example<O>[]];
}

/** Shows an operation by examples. Functions do not carry them (lib/registry-in-bundles.ts). */
export const defineExamples = <O extends Operation>(
  operation: O,
  examples: readonly [Example<O>, ...Example<O>[]],
): DocumentedOperation<O> => ({ operation, examples });
