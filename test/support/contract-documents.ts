import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { operationById, type OperationId, type RegisteredOperation } from '#operations/registry';
import { temporaryDirectory } from './temporary-directory';

/** Documents of a made-up AT&T’s, as `npm run contract -- import` reads them. */
export const base = 'https://api.tincan.example/tincan/mobility';
export const orderText = `{"order":{"ctn":"+12125550120","ban":6500001287300000002,"desiredDue":"2026-11-06T15:30:00+0000","ref":"port-1"},"losingCarrier":{"carrier":"Sample Wireless","acct":"900012345","passcode":"482913"}}`;
export const takenText = `{"errorCode":"0","result":"OK","order":{"orderNo":770000010000000020,"status":"SUBMITTED","ctn":"+12125550120"}}`;
export const faultText = `{"Fault":{"faultcode":"Client.Invalid","faultstring":"Passcode 482913 is not valid."}}`;

export const written = (content: string, name = 'reference.json'): string => {
  const file = join(temporaryDirectory('reference-'), name);
  writeFileSync(file, content);
  return file;
};
export const named = (id: OperationId) => operationById(id) as RegisteredOperation;
