import * as z from 'zod';

/** An id AT&T gave to a port-in, an activation or a batch. It becomes part of AT&T’s address, so only characters that mean nothing there pass. */
export const attId = z
  .string()
  .regex(/^[0-9A-Za-z_-]{1,64}$/, 'must be an id as AT&T gave it: letters, digits, `_` and `-`, at most 64');
