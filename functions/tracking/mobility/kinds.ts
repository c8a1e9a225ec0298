import type { ProgressKind } from '#tracking/mobility/observation';
import { pdpProvisioningKind } from '#tracking/mobility/pdp-provisioning-kind';
import { portInKind } from '#tracking/mobility/port-in-kind';
import type { ProgressKindRules } from '#tracking/mobility/progress-kind';
import { serviceActivationKind } from '#tracking/mobility/service-activation-kind';

/** Every kind of item that is tracked to its end. */
export const progressRules: Readonly<Record<ProgressKind, ProgressKindRules>> = {
  'port-in': portInKind,
  'service-activation': serviceActivationKind,
  'pdp-provisioning': pdpProvisioningKind,
};
