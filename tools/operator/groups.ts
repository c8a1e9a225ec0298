import { auditGroup } from './audit-group';
import { bundleCommand } from './bundle/bundle';
import { clientGroup } from './client-group';
import type { Word } from './command-line';
import { credentialsGroup } from './credentials-group';
import { findCommand } from './find';
import { followCommand } from './follow';
import { driftGroup } from './drift';
import { pushesGroup } from './pushes';
import { eraseCommand } from './erase';
import { holdGroup } from './hold-group';
import { keysGroup } from './keys-group';
import type { PairInput } from './read-pair';
import { reconcileCommand } from './reconcile';
import { redeliverCommand } from './redeliver';
import { redriveCommand } from './redrive';
import { reportGroup } from './reports/report-group';
import { requestsGroup } from './requests';
import { resolveCommand } from './resolve';
import { statusCommand } from './status';
import { stuckCommand } from './stuck';
import { retentionGroup } from './retention-group';
import { spGroup } from './sp-group';
import { tenantGroup } from './tenant-group';

/** Every command there is, but what needs the CDK: no other waits for it to be loaded (main.ts). */
export const groups = (input: PairInput): readonly Word[] => [
  tenantGroup(input),
  spGroup,
  credentialsGroup(input),
  keysGroup,
  clientGroup,
  findCommand,
  statusCommand,
  stuckCommand,
  resolveCommand,
  reconcileCommand,
  followCommand,
  redeliverCommand,
  redriveCommand,
  requestsGroup,
  pushesGroup(input),
  auditGroup,
  eraseCommand,
  holdGroup,
  retentionGroup,
  bundleCommand,
  reportGroup,
  driftGroup,
];
