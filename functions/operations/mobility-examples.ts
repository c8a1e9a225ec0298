import type { Example } from '#domain/define-examples';
import { examples as listSubscribers } from '#operations/list-subscribers/examples';
import { examples as activateService } from '#operations/activate-service/examples';
import { examples as getServiceActivation } from '#operations/get-service-activation/examples';
import { examples as requestPortIn } from '#operations/request-port-in/examples';
import { examples as updatePortIn } from '#operations/update-port-in/examples';
import { examples as getPortIn } from '#operations/get-port-in/examples';
import { examples as cancelPortIn } from '#operations/cancel-port-in/examples';
import { examples as createBillingAccount } from '#operations/create-billing-account/examples';
import { examples as updateBillingAccount } from '#operations/update-billing-account/examples';
import { examples as getBillingAccount } from '#operations/get-billing-account/examples';
import { examples as suspendSubscriber } from '#operations/suspend-subscriber/examples';
import { examples as resumeSubscriber } from '#operations/resume-subscriber/examples';
import { examples as cancelSubscriber } from '#operations/cancel-subscriber/examples';
import { examples as restoreSubscriber } from '#operations/restore-subscriber/examples';
import { examples as changeNumber } from '#operations/change-number/examples';
import { examples as updateDevice } from '#operations/update-device/examples';
import { examples as transferBillingResponsibility } from '#operations/transfer-billing-responsibility/examples';
import { examples as updateSubscriberInformation } from '#operations/update-subscriber-information/examples';
import { examples as resetVoicemail } from '#operations/reset-voicemail/examples';
import { examples as resendOtaProfile } from '#operations/resend-ota-profile/examples';
import { examples as changeRatePlan } from '#operations/change-rate-plan/examples';
import { examples as changeFeatures } from '#operations/change-features/examples';
import { examples as getLineDetails } from '#operations/get-line-details/examples';
import { examples as listAvailableStaticIps } from '#operations/list-available-static-ips/examples';
import { examples as provisionPdp } from '#operations/provision-pdp/examples';
import { examples as getPdpProvisioning } from '#operations/get-pdp-provisioning/examples';
import { examples as removeStaticIp } from '#operations/remove-static-ip/examples';
import { examples as lookUpEquipment } from '#operations/look-up-equipment/examples';
import type { mobilityOperations } from '#operations/mobility-operations';

export const mobilityExamples: Record<(typeof mobilityOperations)[number]['id'], readonly Example[]> = {
  'list-subscribers': listSubscribers,
  'activate-service': activateService,
  'get-service-activation': getServiceActivation,
  'request-port-in': requestPortIn,
  'update-port-in': updatePortIn,
  'get-port-in': getPortIn,
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
