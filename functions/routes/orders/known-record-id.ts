import { longRecordId } from '#domain/order/record-id';
import { recordId } from '#operations/ordering-schemas/ids';

/** A record id of AT&T’s in either form, read as the one it is known by here. */
export const knownRecordId = recordId.overwrite(longRecordId);
