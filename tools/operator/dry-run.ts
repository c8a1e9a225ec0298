import { Option } from 'commander';

/** Of whatever changes something. */
export interface DryRun {
  /** It is said what would be done, and nothing is. */
  dryRun: boolean;
}

export const dryRun = new Option('--dry-run', 'say what would be done, and do nothing').default(false);
