import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import * as z from 'zod';
import { checkedBindings } from '../../lib/config/check-bindings';
import type { Tenant } from '../../lib/config/tenant';
import { addGateway, createApp } from '../../lib/gateway-app';
import { stackName, type StackKind } from '../../lib/names';

const templateSchema = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

/** Everything a tenant has in AWS: its own stacks’ resources. */
export type Resources = readonly { id: string; Type: string; Properties: Record<string, unknown> }[];

const kinds: readonly StackKind[] = ['data', 'api', 'tracking', 'monitoring'];

/** What would be deployed of a tenant, without its code, which costs nothing. */
export const resourcesOf = (tenant: Tenant): Resources => {
  const outdir = mkdtempSync(join(tmpdir(), 'gateway-cost-'));
  // Whether AWS would take the templates is looked at when they are deployed.
  const app = createApp({ outdir, context: { 'aws:cdk:disable-asset-staging': true } });
  try {
    addGateway(app, {
      tenant,
      bindings: checkedBindings(tenant),
      isSimulated: false,
      codeOf: () => Code.fromInline('exports.handler = async () => undefined;'),
    });
    const assembly = app.synth({ validateOnSynthesis: false });
    return kinds.flatMap((kind) =>
      Object.entries(
        templateSchema.parse(assembly.getStackByName(stackName(tenant.tenant, kind)).template).Resources,
      ).map(([id, resource]) => ({ id, ...resource })),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
};

export const ofType = (resources: Resources, type: string): Record<string, unknown>[] =>
  resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
