import type { Operation } from '#domain/define-operation';
import { operation as listSubscribers } from '#operations/list-subscribers/operation';
import { operation as activateService } from '#operations/activate-service/operation';
import { operation as getServiceActivation } from '#operations/get-service-activation/operation';
import { operation as requestPortIn } from '#operations/request-port-in/operation';
import { operation as updatePortIn } from '#operations/update-port-in/operation';
import { operation as getPortIn } from '#operations/get-port-in/operation';
import { operation as cancelPortIn } from '#operations/cancel-port-in/operation';
import { operation as createBillingAccount } from '#operations/create-billing-account/operation';
import { operation as updateBillingAccount } from '#operations/update-billing-account/operation';
import { operation as getBillingAccount } from '#operations/get-billing-account/operation';
import { operation as suspendSubscriber } from '#operations/suspend-subscriber/operation';
import { operation as resumeSubscriber } from '#operations/resume-subscriber/operation';
import { operation as cancelSubscriber } from '#operations/cancel-subscriber/operation';
import { operation as restoreSubscriber } from '#operations/restore-subscriber/operation';
import { operation as changeNumber } from '#operations/change-number/operation';
import { operation as updateDevice } from '#operations/update-device/operation';
import { operation as transferBillingResponsibility } from '#operations/transfer-billing-responsibility/operation';
import { operation as updateSubscriberInformation } from '#operations/update-subscriber-information/operation';
import { operation as resetVoicemail } from '#operations/reset-voicemail/operation';
import { operation as resendOtaProfile } from '#operations/resend-ota-profile/operation';
import { operation as changeRatePlan } from '#operations/change-rate-plan/operation';
import { operation as changeFeatures } from '#operations/change-features/operation';
import { operation as getLineDetails } from '#operations/get-line-details/operation';
import { operation as listAvailableStaticIps } from '#operations/list-available-static-ips/operation';
import { operation as provisionPdp } from '#operations/provision-pdp/operation';
import { operation as getPdpProvisioning } from '#operations/get-pdp-provisioning/operation';
import { operation as removeStaticIp } from '#operations/remove-static-ip/operation';
import { operation as lookUpEquipment } from '#operations/look-up-equipment/operation';

export const mobilityOperations = [
  listSubscribers,
  activateService,
  getServiceActivation,
  requestPortIn,
  updatePortIn,
  getPortIn,
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
] as const satisfies readonly Operation[];
