import { clientGroup } from './client-group';
import type { Group } from './command-line';
import { credentialsGroup } from './credentials-group';
import { pushesGroup } from './pushes';
import type { PairInput } from './read-pair';
import { requestsGroup } from './requests';
import { tenantGroup } from './tenant-group';

/** Every command there is. */
export const groups = (input: PairInput): readonly Group[] => [
  tenantGroup,
  credentialsGroup(input),
  clientGroup,
  requestsGroup,
  pushesGroup,
];
