import { equipmentOf } from './equipment';
import type { Line } from './lines';
import { featureAnswer, liveFeatures, ratePlanAnswer } from './products';
import { attTime } from './times';

/** As the list of lines shows one. */
export const lineSummary = (number: string, line: Line): object => ({
  subscriberNumber: number,
  status: line.status,
  ...(line.statusDate === undefined ? {} : { statusDate: attTime(line.statusDate) }),
  ...ownership(line),
});

const ownership = ({ billingAccountNumber, foundationAccountNumber, name }: Line): object => ({
  billingAccountNumber,
  ...(foundationAccountNumber === undefined ? {} : { foundationAccountNumber }),
  name,
});

/** As line details show it. */
export const lineDetails = (number: string, line: Line, now: Date): object => ({
  subscriberNumber: number,
  status: line.status,
  ...ownership(line),
  primaryPlaceOfUse: line.primaryPlaceOfUse,
  ratePlan: ratePlanAnswer(line.ratePlan),
  features: liveFeatures(line.features, now).map(featureAnswer),
  device: { ...line.device, ...makeAndModel(line.device.imei) },
  ...(line.staticIp === undefined ? {} : { staticIp: line.staticIp }),
  ...(line.activatedAt === undefined ? {} : { activationDate: attTime(line.activatedAt) }),
});

const makeAndModel = (imei: string | undefined): object => {
  const device = equipmentOf(imei);
  return device ? { make: device.make, model: device.model } : {};
};
