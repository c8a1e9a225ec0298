/** A device as AT&T’s catalog has it. */
interface Equipment {
  make: string;
  model: string;
  deviceType: string;
  esim: boolean;
  certified: boolean;
  /** Reported stolen or unpaid. The catalog does not tell. */
  blocked?: true;
}

const smartphone = { make: 'Example', deviceType: 'smartphone', esim: true, certified: true };

/** By type allocation code: the first 8 digits of an IMEI. */
const catalog: ReadonlyMap<string, Equipment> = new Map<string, Equipment>([
  ['35209900', { ...smartphone, model: 'Phone 1' }],
  ['35209901', { ...smartphone, model: 'Phone 2' }],
  ['35209902', { ...smartphone, model: 'Tracker 1', deviceType: 'tracker', esim: false }],
  ['35209903', { ...smartphone, model: 'Import Phone', certified: false }],
  ['35209904', { ...smartphone, model: 'Phone 3', blocked: true }],
]);

export const typeAllocationCodes = { withoutEsim: '35209902', notCertified: '35209903', blocked: '35209904' };

export const equipmentOf = (imei: string | undefined): Equipment | undefined => catalog.get(imei?.slice(0, 8) ?? '');

/** As the catalog shows it. */
const entry = ({ blocked: _, ...shown }: Equipment): object => shown;

export const findEquipment = (by: { imei?: string; make?: string; model?: string }): object[] => {
  const { imei } = by;
  const candidates = imei === undefined ? [...catalog.values()] : [equipmentOf(imei)].filter((found) => !!found);
  return candidates
    .filter(({ make, model }) => isSame(make, by.make) && isSame(model, by.model))
    .map((found) => (imei === undefined ? entry(found) : { imei, ...entry(found) }));
};

const isSame = (known: string, asked: string | undefined): boolean =>
  asked === undefined || known.toLowerCase() === asked.trim().toLowerCase();

/** Why AT&T does not let the device on its network. Devices the catalog does not have are let on. */
export const deviceObstacle = (
  imei: string | undefined,
  takesEsim: boolean,
): { code: string; reason: string } | undefined => {
  const device = equipmentOf(imei);
  if (device?.blocked) return { code: 'DEVICE_BLOCKED', reason: 'The device is reported stolen.' };
  if (device?.certified === false) {
    return { code: 'DEVICE_NOT_CERTIFIED', reason: 'The device is not certified for the network.' };
  }
  if (takesEsim && device?.esim === false) {
    return { code: 'ESIM_NOT_SUPPORTED', reason: 'The device does not take an eSIM.' };
  }
  return undefined;
};
