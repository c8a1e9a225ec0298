import { checkedBindings } from '../../lib/config/check-bindings';
import { describeBindings } from '../../lib/config/describe-bindings';
import type { Answer } from './answer';
import { command, type Group } from './command-line';
import type { Deployment } from './deployment';
import type { PairInput } from './read-pair';
import { initCommand } from './tenant-init';

/** Tenants’ files. Asks AWS nothing. */
export const tenantGroup = (input: PairInput): Group => ({
  name: 'tenant',
  about: 'The tenant’s file',
  commands: [
    command({
      name: 'check',
      about: 'Say what is wrong with the file, or which operations reach AT&T by it',
      changes: 'nothing',
      act: check,
    }),
    initCommand(input),
  ],
});

async function check({ tenant }: Deployment): Promise<Answer> {
  const bindings = checkedBindings(tenant);
  return Promise.resolve({ text: describeBindings(tenant, bindings), data: { tenant: tenant.tenant, bindings } });
}
