import { pdpProvisioningKind } from '#domain/mobility/pdp-provisioning-kind';
import type { TrackedLongRunningKind } from '#tracking/long-running/kinds';
import { again, waiting } from '#tracking/long-running/next-steps';

export const pdpProvisioning: TrackedLongRunningKind = {
  rules: pdpProvisioningKind,
  stepsWhileOpen: () => [waiting('att', 'Wait until AT&T is through with every line.')],
  stepsAfterwards: (item) =>
    item.state === 'completed' ? [] : [again(item, 'Send a new batch with the lines that failed, and only those.')],
};
