import type { Operation, ReadBack } from '#domain/define-operation';

/** How what became of a write can be read, the best way first; where one cannot be gone, the next is. */
export const readBacksOf = ({ readBack }: Pick<Operation, 'readBack'>): readonly ReadBack[] =>
  [readBack, readBack?.orElse].filter((rule) => rule !== undefined);
