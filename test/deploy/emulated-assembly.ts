import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { webhooksWrite } from '#routes/groups/webhooks-write';
import { senderName } from '#webhooks/note-delivery';
import type { TargetPolicy } from '#webhooks/target';
import { functionName, stackName, type StackKind } from '../../lib/names';

const manifestSchema = z.looseObject({
  artifacts: z.record(
    z.string(),
    z.looseObject({ properties: z.looseObject({ terminationProtection: z.boolean().optional() }).optional() }),
  ),
});

const metricQuery = z.looseObject({
  MetricStat: z
    .object({
      Metric: z.looseObject({ Namespace: z.string(), MetricName: z.string(), Dimensions: z.unknown().optional() }),
      Period: z.number(),
      Stat: z.string(),
    })
    .optional(),
});

const resourceSchema = z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) });
const environmentSchema = z.object({ Variables: z.record(z.string(), z.unknown()) });
const templateSchema = z.looseObject({ Resources: z.record(z.string(), resourceSchema) });
type Resource = z.infer<typeof resourceSchema>;

/**
 * Takes out of a synthesized assembly the few things the emulator refuses (ADR 0010), lets webhooks go to this machine, and
 * says so. Nothing else is touched: what is deployed and called is what AWS would get.
 */
export const makeEmulatable = (assembly: string, tenant: string): string[] => {
  const templateOf = (part: StackKind): string => join(assembly, `${stackName(tenant, part)}.template.json`);
  return [
    ...withoutTerminationProtection(join(assembly, 'manifest.json')),
    ...withPlainAlarms(templateOf('monitoring')),
    ...withWebhooksToLoopback([templateOf('api'), templateOf('tracking')], tenant),
  ];
};

const withoutTerminationProtection = (path: string): string[] => {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const isProtected = Object.entries(manifest.artifacts).filter(
    ([, { properties }]) => properties?.terminationProtection,
  );
  for (const [, { properties }] of isProtected) delete properties?.terminationProtection;
  writeFileSync(path, JSON.stringify(manifest));
  return isProtected.map(([name]) => `termination protection of ${name}`);
};

const withPlainAlarms = (path: string): string[] => {
  const template = templateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const kept = Object.entries(template.Resources).map(([id, resource]) => [id, emulatable(resource)] as const);
  const changed = kept.filter(([id, resource]) => resource !== template.Resources[id]);
  const dropped = changed.filter(([, resource]) => resource === undefined).map(([id]) => id);
  const resources = Object.fromEntries(kept.filter(([, resource]) => resource !== undefined));
  writeFileSync(path, JSON.stringify({ ...template, Resources: resources }));
  return [
    `the arithmetic of ${changed.length - dropped.length} alarms, which watch their first metric alone`,
    ...dropped.map((id) => `${template.Resources[id]?.Type} ${id}`),
  ];
};

const unknownKinds = new Set(['AWS::Logs::MetricFilter', 'AWS::Logs::QueryDefinition', 'AWS::CloudWatch::InsightRule']);

/** The resource as far as the emulator knows its kind; undefined when it does not know it at all. */
const emulatable = (resource: Resource): Resource | undefined => {
  if (unknownKinds.has(resource.Type)) return undefined;
  const { Metrics, ...properties } = resource.Properties;
  if (resource.Type !== 'AWS::CloudWatch::Alarm' || Metrics === undefined) return resource;
  const first = z
    .array(metricQuery)
    .parse(Metrics)
    .find(({ MetricStat }) => MetricStat)?.MetricStat;
  if (first === undefined) return undefined;
  const { Metric, Period, Stat } = first;
  return { ...resource, Properties: { ...properties, ...Metric, Period, Statistic: Stat } };
};

/** Functions that look at where webhooks go. */
const guards = [webhooksWrite.id, senderName];

/** The receiver of the suite is on this machine, which the guard against server-side request forgery refuses (ADR 0010). */
const withWebhooksToLoopback = (paths: readonly string[], tenant: string): string[] => {
  const WEBHOOK_TARGETS: TargetPolicy = 'public-and-loopback';
  const names = guards.map((name) => functionName(tenant, name));
  const opened = paths.flatMap((path) => {
    const template = templateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const found = Object.values(template.Resources).filter(({ Properties }) =>
      names.includes(String(Properties['FunctionName'])),
    );
    for (const { Properties } of found) {
      const { Variables } = environmentSchema.parse(Properties['Environment']);
      Properties['Environment'] = { Variables: { ...Variables, WEBHOOK_TARGETS } };
    }
    writeFileSync(path, JSON.stringify(template));
    return found;
  });
  if (opened.length !== guards.length) throw new Error(`Of ${names.join(', ')} the templates have ${opened.length}.`);
  return [`the refusal of webhooks to this machine, by ${guards.join(', ')}`];
};
