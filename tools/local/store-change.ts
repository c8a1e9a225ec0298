import * as z from 'zod';

const image = z.record(z.string(), z.unknown());

/** One change of one item, in DynamoDB's own wire format. */
export const storeChangeSchema = z.object({ keys: image, before: image.optional(), after: image.optional() });
export type StoreChange = z.infer<typeof storeChangeSchema>;
