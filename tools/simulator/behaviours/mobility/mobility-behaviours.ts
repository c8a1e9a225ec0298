import type { OperationIdOf } from '#operations/registry';
import type { OperationBehaviour } from '../../behaviour';
import type { Kind } from '../../world/sim-world';
import { activateService } from './activate-service';
import { activations } from './activations';
import { billingAccounts } from './billing-accounts';
import { cancelPortIn } from './cancel-port-in';
import { changeFeatures } from './change-features';
import { changeNumber } from './change-number';
import { changeRatePlan } from './change-rate-plan';
import { createBillingAccount } from './create-billing-account';
import { getBillingAccount } from './get-billing-account';
import { getLineDetails } from './get-line-details';
import { getPdpProvisioning } from './get-pdp-provisioning';
import { getPortIn } from './get-port-in';
import { getServiceActivation } from './get-service-activation';
import { cancelSubscriber, restoreSubscriber, resumeSubscriber, suspendSubscriber } from './line-status';
import { lines } from './lines';
import { listAvailableStaticIps } from './list-available-static-ips';
import { listPortIns } from './list-port-ins';
import { listServiceActivations } from './list-service-activations';
import { listSubscribers } from './list-subscribers';
import { lookUpEquipment } from './look-up-equipment';
import { pdpBatches } from './pdp-batches';
import { portIns } from './port-ins';
import { provisionPdp } from './provision-pdp';
import { removeStaticIp } from './remove-static-ip';
import { requestPortIn } from './request-port-in';
import { resendOtaProfile } from './resend-ota-profile';
import { resetVoicemail } from './reset-voicemail';
import { transferBillingResponsibility } from './transfer-billing-responsibility';
import { updateBillingAccount } from './update-billing-account';
import { updateDevice } from './update-device';
import { updatePortIn } from './update-port-in';
import { updateSubscriberInformation } from './update-subscriber-information';

/** What the simulated AT&T Mobility remembers. */
export const mobilityKinds: readonly Kind[] = [lines, billingAccounts, activations, portIns, pdpBatches];

/** Behaviours of Mobility operations. One without is answered with its examples. */
export const mobilityBehaviours: Readonly<Partial<Record<OperationIdOf<'mobility'>, OperationBehaviour>>> = {
  'list-subscribers': listSubscribers,
  'activate-service': activateService,
  'get-service-activation': getServiceActivation,
  'request-port-in': requestPortIn,
  'update-port-in': updatePortIn,
  'get-port-in': getPortIn,
  'list-service-activations': listServiceActivations,
  'list-port-ins': listPortIns,
  'cancel-port-in': cancelPortIn,
  'create-billing-account': createBillingAccount,
  'update-billing-account': updateBillingAccount,
  'get-billing-account': getBillingAccount,
  'suspend-subscriber': suspendSubscriber,
  'resume-subscriber': resumeSubscriber,
  'cancel-subscriber': cancelSubscriber,
  'restore-subscriber': restoreSubscriber,
  'change-number': changeNumber,
  'update-device': updateDevice,
  'transfer-billing-responsibility': transferBillingResponsibility,
  'update-subscriber-information': updateSubscriberInformation,
  'reset-voicemail': resetVoicemail,
  'resend-ota-profile': resendOtaProfile,
  'change-rate-plan': changeRatePlan,
  'change-features': changeFeatures,
  'get-line-details': getLineDetails,
  'list-available-static-ips': listAvailableStaticIps,
  'provision-pdp': provisionPdp,
  'get-pdp-provisioning': getPdpProvisioning,
  'remove-static-ip': removeStaticIp,
  'look-up-equipment': lookUpEquipment,
};
