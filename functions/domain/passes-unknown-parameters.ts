import type { Operation } from '#domain/define-operation';

/**
 * Whether query parameters that are not named go to AT&T: names are assumed where AT&T does not print the address, so others
 * may be right. Where it does, they are wrong.
 */
export const passesUnknownParameters = ({
  request,
  binding,
}: Pick<Operation, 'request'> & { binding: Pick<Operation['binding'], 'provenance'> }): boolean =>
  request.query !== undefined && binding.provenance !== 'published';
