import { passTime } from '../polling-rig';
import type { OpenPage } from './runbook';
import type { TroubledGateway } from './troubled-gateway';

/** What tests work through pages with. */
export interface Walk {
  troubled: () => TroubledGateway;
  /** @param name e.g. `docs/runbooks/webhooks-late.md` */
  open: (name: string, fill?: Record<string, string>, prints?: Record<string, string>) => OpenPage;
}

export const runbook = (name: string) => `docs/runbooks/${name}.md`;

/** Runs blocks of which nothing but their success is looked at. */
export const nextOf = async (page: OpenPage, count: number): Promise<void> => {
  for (let taken = 0; taken < count; taken += 1) await page.next();
};

/** Whether nothing of a number is polled any more, so that it may be erased. */
export const mayGo = async (page: OpenPage, number: string): Promise<boolean> =>
  !(await page.alsoRun(`npx gateway erase --tenant "$TENANT" --number ${number} --dry-run`)).includes('it is polled');

/** Lets time pass until nothing of a number is polled any more: where AT&T has pushed how it ended, its poller sees that hours later. */
export const polledNoMore = ({ gateway }: TroubledGateway, page: OpenPage, number: string): Promise<void> =>
  passTime(gateway, { step: 'PT2H', steps: 100, until: () => mayGo(page, number) });
