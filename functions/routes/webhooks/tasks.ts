import type { WebhookTask } from '#webhooks/task';

/** How routes have something sent: they send nothing themselves. */
export interface Tasks {
  /** Leaves something for the sender to do. */
  leave: (task: WebhookTask) => Promise<void>;
}
