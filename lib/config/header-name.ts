import * as z from 'zod';

/** A header a tenant may name. */
export const headerName = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'must be a header name')
  .regex(/^(?!(host|connection|content-type|content-length|transfer-encoding)$)/i, 'is a header of every request');
