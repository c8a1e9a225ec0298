import { mobilityOperations as registered } from '#operations/mobility-operations';

/** The operations of Mobility, each with its own type. */
export const mobilityOperations = registered.map(({ operation }) => operation);
export type MobilityId = (typeof mobilityOperations)[number]['id'];
