import { longRunningKinds } from '#tracking/long-running/kinds';
import { pdpProvisioning } from '#tracking/long-running/pdp-provisioning';
import { portIn } from '#tracking/long-running/port-in';
import { serviceActivation } from '#tracking/long-running/service-activation';

/** What is so of long-running requests of every kind. */
export const anyKind = longRunningKinds(portIn, serviceActivation, pdpProvisioning);
