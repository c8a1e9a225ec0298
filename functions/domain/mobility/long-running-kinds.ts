import type { ProgressKind } from '#domain/mobility/observation';
import { pdpProvisioningKind } from '#domain/mobility/pdp-provisioning-kind';
import { portInKind } from '#domain/mobility/port-in-kind';
import type { ProgressKindRules } from '#domain/mobility/long-running-kind';
import { serviceActivationKind } from '#domain/mobility/service-activation-kind';

/** Every kind of item that is tracked to its end. */
export const progressRules: Readonly<Record<ProgressKind, ProgressKindRules>> = {
  'port-in': portInKind,
  'service-activation': serviceActivationKind,
  'pdp-provisioning': pdpProvisioningKind,
};
