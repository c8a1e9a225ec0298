import { join } from 'node:path';
import * as z from 'zod';
import { checkedBindings } from '../lib/config/check-bindings';
import { ConfigurationMistake } from '../lib/config/configuration-mistake';
import { describeBindings } from '../lib/config/describe-bindings';
import { loadTenant } from '../lib/config/load-tenant';
import { addGateway, createApp, rolesIn, synthesized } from '../lib/gateway-app';

/**
 * `cdk … -c tenant=<tenant>`. With `-c simulator=<url>` every operation goes to the AT&T simulator there; with
 * `-c tenants=<directory>` tenant files are looked for there instead of in `tenants/`.
 */
const build = async (): Promise<void> => {
  const app = createApp();
  const directory: unknown = app.node.tryGetContext('tenants');
  const tenant = await loadTenant(
    app.node.tryGetContext('tenant'),
    typeof directory === 'string' ? directory : join(import.meta.dirname, '..', 'tenants'),
  );
  const simulatorUrl = simulatorFrom(app.node.tryGetContext('simulator'));
  const bindings = checkedBindings(tenant, simulatorUrl);
  console.error(describeBindings(tenant, bindings, simulatorUrl));
  addGateway(app, { tenant, bindings, isSimulated: simulatorUrl !== undefined });
  console.error(`IAM roles it takes of the account’s: ${rolesIn(app)}`);
  if (!tenant.reservedConcurrency)
    console.error(
      'Concurrent executions kept for the authorizer and the background: none (docs/runbooks/reserve-concurrency.md)',
    );
  synthesized(app);
};

const simulatorFrom = (value: unknown): string | undefined => {
  if (value === undefined) return undefined;
  const url = z.url({ protocol: /^https?$/ }).safeParse(value);
  if (url.success) return url.data.replace(/\/+$/, '');
  throw new ConfigurationMistake('`-c simulator=<url>` must be an http or https URL.');
};

try {
  await build();
} catch (error) {
  if (!(error instanceof ConfigurationMistake)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
