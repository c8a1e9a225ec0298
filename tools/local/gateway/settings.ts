import * as z from 'zod';
import { crossOriginSchema } from '../../../lib/config/cross-origin';
import { clockReadingSchema } from '../simulated-time';
import { storeChangeSchema } from '../store-change';

/** Variable in which the gateway's process finds its settings, beside those of the functions it runs. */
export const settingsVariable = 'LOCAL_GATEWAY';

/** What the gateway itself needs to know; the functions read the variables their deployment would set. */
export const gatewaySettingsSchema = z.object({
  port: z.number(),
  tenant: z.string(),
  /** Name of the API’s stage. */
  stage: z.string(),
  /** What the API is below, as it is deployed: its stage, or the base path of the tenant’s domain. Empty where there is neither. */
  mount: z.string(),
  /** Pages that may call. */
  crossOrigin: crossOriginSchema.optional(),
  /** Whether AT&T may push. */
  takesPushes: z.boolean(),
  region: z.string(),
  authorizerTtlMs: z.number(),
  tokenUrl: z.string(),
  /** Port of Step Functions; 0 takes any free one. */
  stateMachinesPort: z.number(),
  /** What this run’s functions sign with. */
  accessKeyId: z.string(),
  /** Where state is kept over a restart. */
  dataDir: z.string().optional(),
  /** Files of modules in place of the registry’s, where the tenant states what operations are. */
  registry: z.record(z.string(), z.string()),
  /** The simulator’s, when the gateway is started. */
  clock: clockReadingSchema,
  /** Filled into the API reference page's login. */
  tryItClient: z.object({ clientId: z.string(), clientSecret: z.string(), scopes: z.array(z.string()) }),
});
export type GatewaySettings = z.infer<typeof gatewaySettingsSchema>;

/** What the gateway's process tells the one that started it. */
export const gatewayMessageSchema = z.union([
  z.object({
    port: z.number(),
    stateMachinesUrl: z.string(),
    lambdaUrl: z.string(),
    /** Where AT&T pushes to, by Solution Provider. */
    pushUrl: z.string().optional(),
  }),
  z.object({ failure: z.string() }),
]);
export type GatewayMessage = z.infer<typeof gatewayMessageSchema>;

/** What the process that started it tells the gateway’s. */
export const runtimeMessageSchema = z.object({
  /** The simulator’s clock was moved. */
  clock: clockReadingSchema.optional(),
  /** What the table’s stream tells. */
  change: storeChangeSchema.optional(),
  /** It ends: within this time for what is under way. */
  drainMs: z.number().optional(),
});
export type RuntimeMessage = z.infer<typeof runtimeMessageSchema>;
