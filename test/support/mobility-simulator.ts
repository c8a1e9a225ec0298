import type { Simulator } from '../../tools/simulator/simulator';
import type { MobilityId } from './mobility-operations';
import { exampleOf, told, type Parts, type Told } from './mobility-world';
import { control, sendExample } from './simulator-client';

/** Asks a running simulator the way the gateway asks AT&T, and judges the answer as the gateway does. */
export const askSimulator = async (simulator: Simulator, id: MobilityId, request: Parts): Promise<Told> => {
  const { status, text } = await sendExample(simulator, id, exampleOf(request));
  return told(id, { status, body: JSON.parse(text) as unknown });
};

export const advance = async (simulator: Simulator, duration: string): Promise<void> => {
  expect(await control(simulator, 'POST clock', { advance: duration })).toMatchObject({ status: 200 });
};
