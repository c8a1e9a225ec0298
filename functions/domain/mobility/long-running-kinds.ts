import type { LongRunningKind } from '#domain/mobility/observation';
import { pdpProvisioningKind } from '#domain/mobility/pdp-provisioning-kind';
import { portInKind } from '#domain/mobility/port-in-kind';
import type { LongRunningKindRules } from '#domain/mobility/long-running-kind';
import { serviceActivationKind } from '#domain/mobility/service-activation-kind';

/** Every kind of item that is tracked to its end. */
export const longRunningRules: Readonly<Record<LongRunningKind, LongRunningKindRules>> = {
  'port-in': portInKind,
  'service-activation': serviceActivationKind,
  'pdp-provisioning': pdpProvisioningKind,
};
