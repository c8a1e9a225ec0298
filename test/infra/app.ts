import { Code } from 'aws-cdk-lib/aws-lambda';
import { join } from 'node:path';
import type { Operation } from '#domain/define-operation';
import { operations as registered } from '#operations/registry';
import { checkedBindings } from '../../lib/config/check-bindings';
import type { Tenant } from '../../lib/config/tenant';
import { addGateway, createApp } from '../../lib/gateway-app';
import { temporaryDirectory } from '../support/temporary-directory';
import { aTenant } from './synthesized';

export interface Options {
  tenant?: Tenant;
  /** Instead of every operation. */
  operations?: readonly Operation[];
  simulatorUrl?: string;
}

/** An app with the gateway in it. Handlers are not bundled: their code does not matter to a template. */
export const anApp = ({ tenant = aTenant(), operations = registered, simulatorUrl }: Options = {}) => {
  const app = createApp({ outdir: temporaryDirectory('synth-') });
  const bindings = checkedBindings(tenant, simulatorUrl);
  const anyBinding = Object.values(bindings)[0]!;
  addGateway(app, {
    tenant,
    bindings: { ...Object.fromEntries(operations.map(({ id }) => [id, anyBinding])), ...bindings },
    isSimulated: simulatorUrl !== undefined,
    codeOf: () => Code.fromAsset(join(__dirname, 'stub-bundle')),
    operations,
  });
  return app;
};
