import { callProbes } from './calls.probes';
import type { Probes } from './probe';
import { rightsProbes } from './rights.probes';
import { settingsProbes } from './settings.probes';
import { traceProbes } from './traces.probes';

/** What AWS could do otherwise than documentation and templates say, each with a step of its own. They come after the journeys. */
export const allProbes: readonly Probes[] = [callProbes, rightsProbes, settingsProbes, traceProbes];
