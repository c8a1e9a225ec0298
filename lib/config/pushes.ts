import * as z from 'zod';
import { headerName } from './header-name';

/** By what AT&T is known that pushes: all that is stated has to fit. */
export const pushesSchema = z
  .strictObject({
    /** The header that carries the Solution Provider’s secret. */
    secretHeader: headerName.optional(),
    /** Addresses and networks that messages come from. */
    sources: z
      .array(
        z.union(
          [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
          'must be an IP address or a network, e.g. `192.0.2.0/24`',
        ),
      )
      .min(1)
      .max(100)
      .optional(),
  })
  .refine(
    ({ secretHeader, sources }) => secretHeader !== undefined || sources !== undefined,
    'must have `secretHeader` or `sources`: otherwise everybody could push',
  );
