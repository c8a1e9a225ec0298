import type { DocumentedOperation } from '#domain/define-examples';
import { documented as listSubscribers } from '#operations/list-subscribers/examples';
import { documented as activateService } from '#operations/activate-service/examples';
import { documented as getServiceActivation } from '#operations/get-service-activation/examples';
import { documented as listServiceActivations } from '#operations/list-service-activations/examples';
import { documented as requestPortIn } from '#operations/request-port-in/examples';
import { documented as updatePortIn } from '#operations/update-port-in/examples';
import { documented as getPortIn } from '#operations/get-port-in/examples';
import { documented as listPortIns } from '#operations/list-port-ins/examples';
import { documented as cancelPortIn } from '#operations/cancel-port-in/examples';
import { documented as createBillingAccount } from '#operations/create-billing-account/examples';
import { documented as updateBillingAccount } from '#operations/update-billing-account/examples';
import { documented as getBillingAccount } from '#operations/get-billing-account/examples';
import { documented as suspendSubscriber } from '#operations/suspend-subscriber/examples';
import { documented as resumeSubscriber } from '#operations/resume-subscriber/examples';
import { documented as cancelSubscriber } from '#operations/cancel-subscriber/examples';
import { documented as restoreSubscriber } from '#operations/restore-subscriber/examples';
import { documented as changeNumber } from '#operations/change-number/examples';
import { documented as updateDevice } from '#operations/update-device/examples';
import { documented as transferBillingResponsibility } from '#operations/transfer-billing-responsibility/examples';
import { documented as updateSubscriberInformation } from '#operations/update-subscriber-information/examples';
import { documented as resetVoicemail } from '#operations/reset-voicemail/examples';
import { documented as resendOtaProfile } from '#operations/resend-ota-profile/examples';
import { documented as changeRatePlan } from '#operations/change-rate-plan/examples';
import { documented as changeFeatures } from '#operations/change-features/examples';
import { documented as getLineDetails } from '#operations/get-line-details/examples';
import { documented as listAvailableStaticIps } from '#operations/list-available-static-ips/examples';
import { documented as provisionPdp } from '#operations/provision-pdp/examples';
import { documented as getPdpProvisioning } from '#operations/get-pdp-provisioning/examples';
import { documented as removeStaticIp } from '#operations/remove-static-ip/examples';
import { documented as lookUpEquipment } from '#operations/look-up-equipment/examples';

export const mobilityOperations = [
  listSubscribers,
  activateService,
  getServiceActivation,
  listServiceActivations,
  requestPortIn,
  updatePortIn,
  getPortIn,
  listPortIns,
  cancelPortIn,
  createBillingAccount,
  updateBillingAccount,
  getBillingAccount,
  suspendSubscriber,
  resumeSubscriber,
  cancelSubscriber,
  restoreSubscriber,
  changeNumber,
  updateDevice,
  transferBillingResponsibility,
  updateSubscriberInformation,
  resetVoicemail,
  resendOtaProfile,
  changeRatePlan,
  changeFeatures,
  getLineDetails,
  listAvailableStaticIps,
  provisionPdp,
  getPdpProvisioning,
  removeStaticIp,
  lookUpEquipment,
] as const satisfies readonly DocumentedOperation[];
