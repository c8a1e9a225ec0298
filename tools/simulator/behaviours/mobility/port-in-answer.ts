import type { PortIn } from './port-ins';
import { attTime } from './times';

const echoed = ['requestedStartDate', 'priority', 'note', 'externalId', 'description'];

/** A port-in as AT&T answers it. What only the old carrier may know is never repeated. */
export const portInAnswer = (port: PortIn): object => ({
  id: port.id,
  portRequestNumber: port.id,
  state: port.state,
  ...(port.stateReason === null ? {} : { stateReason: port.stateReason }),
  subscriberNumber: port.subscriberNumber,
  orderDate: attTime(port.orderDate),
  ...(port.confirmedDate === null ? {} : { confirmedDate: attTime(port.confirmedDate) }),
  ...(port.completionDate === null ? {} : { completionDate: attTime(port.completionDate) }),
  ...Object.fromEntries(Object.entries(port.wish).filter(([name]) => echoed.includes(name))),
});
