import * as z from 'zod';
import { whenUsed } from '#domain/when-used';
import { maskNamedText } from '#domain/masking/mask-text';

/** What a partner calls something by: kept beside it, told in its events, never sent to AT&T. */
export interface Labels {
  customerReference?: string | undefined;
  metadata?: Readonly<Record<string, string>> | undefined;
}

export const mostMetadata = 20;
/** Of names and values together, so that what has many labelled entries fits into an item. */
export const longestMetadata = 2_000;

export const customerReference = whenUsed(() =>
  z
    .string()
    .regex(/^[\x20-\x7e]{1,128}$/, 'must be 1 to 128 printable ASCII characters')
    .describe('Your own name for it. Nothing secret, no personal data.'),
);

const nameForm = /^[a-z][a-z0-9_.-]{0,39}$/;
const metadataValue = () => z.string().regex(/^[\x20-\x7e]{1,200}$/, 'must be 1 to 200 printable ASCII characters');

const requireNames = (given: Readonly<Record<string, string>>, context: z.RefinementCtx): void => {
  for (const name of Object.keys(given).filter((one) => !nameForm.test(one)))
    context.addIssue({ code: 'custom', path: [name], message: 'must have a name of 1 to 40 of a-z, 0-9, `_`, `.` and `-`, a letter first' }); // prettier-ignore
};

const sizeOf = (metadata: Readonly<Record<string, string>>): number =>
  Object.entries(metadata).reduce((size, [name, value]) => size + name.length + value.length, 0);

const masked = (metadata: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, maskNamedText(name, value)]));

/** As a caller gives it; comes out without what looks like a secret. */
export const metadata = whenUsed(() =>
  z
    .record(z.string(), metadataValue())
    .superRefine(requireNames)
    .refine((given) => Object.keys(given).length <= mostMetadata, `must have at most ${mostMetadata} names`)
    .refine((given) => sizeOf(given) <= longestMetadata, `must have at most ${longestMetadata} characters in all`)
    .overwrite(masked)
    .describe(
      `Texts of your own by name: at most ${mostMetadata}, names of at most 40 and values of at most 200 characters, ${longestMetadata} in all. No personal data; what looks like a secret is kept as \`[secret]\`.`,
    ),
);

/** As they are stored and shown. */
export const labelShape = {
  customerReference: /* @__PURE__ */ z.string().describe('The partner’s own, from `x-customer-reference`.').optional(),
  metadata: /* @__PURE__ */ z
    .record(z.string(), z.string())
    .describe('The partner’s own, from `x-metadata`.')
    .optional(),
};

/** Of something that has others as well: its labels and nothing else of it. */
export const labelsIn = ({ customerReference: reference, metadata: texts }: Labels): Labels => ({
  ...(reference !== undefined && { customerReference: reference }),
  ...(texts && { metadata: texts }),
});
