import { timestampOf } from '#domain/timestamp';
import * as z from 'zod';
import { askAtOnce, pollAgain } from '#polling/ask-at-once';
import { pollJobSchema, pollTargetSchema, type OpenPollJob, type PollJob } from '#polling/poll-job';
import { whichPollJobs, type OpenPollJobStore } from '#polling/open-poll-jobs';
import type { PollJobStore } from '#polling/poll-job-store';
import type { StartExecution } from '#polling/start-polling';

/** `followed`: in time. `stopped`: it should have been polled by now. The others are why polling has ended. */
const pollStandings = ['followed', 'stopped', ...pollJobSchema.shape.outcome.unwrap().options] as const;

/** What is told of how something is polled. */
export const pollViewSchema = pollJobSchema
  .pick({ solutionProvider: true, kind: true, id: true, startedAt: true, polls: true, misses: true, polledAt: true })
  .extend({
    standing: z.enum(pollStandings),
    /** The last threshold it has passed. */
    overdueSince: z.iso.datetime().optional(),
  });
export type PollView = z.output<typeof pollViewSchema>;

const target = z.strictObject(pollTargetSchema.shape);

/** What an operator asks: how things are polled, or to have AT&T asked about one of them. */
export const pollRequestSchema = z.union([
  z.strictObject({
    listPolls: z.strictObject({
      solutionProvider: z.string(),
      /** `troubled`: of those that are followed the ones that are overdue, or that AT&T does not answer. */
      which: z.enum([...whichPollJobs, 'troubled']).default('all'),
      /** Where the page before ended. */
      after: z.record(z.string(), z.string()).optional(),
    }),
  }),
  z.strictObject({ showPolls: z.array(target).max(100) }),
  z.strictObject({ follow: target }),
]);
export type PollRequest = z.output<typeof pollRequestSchema>;

export const pollListSchema = z.object({
  polls: z.array(pollViewSchema),
  next: z.record(z.string(), z.string()).optional(),
});
export type PollList = z.output<typeof pollListSchema>;

/**
 * `asked`: AT&T is asked at once. `again`: polling had ended, and begins again. `ended`: nothing more can come of it.
 * `never`: nobody has ever polled it; whoever reads it at AT&T begins that.
 */
export const followedSchema = z.object({ follow: z.enum(['asked', 'again', 'ended', 'never']) });
export type Followed = z.output<typeof followedSchema>;

export interface PollAnswerDependencies {
  pollJobs: Pick<PollJobStore, 'find' | 'takeOver'> & OpenPollJobStore;
  start: StartExecution;
  /** Time at AT&T. */
  now: () => number;
}

const pageSize = 200;
/** Of what is followed most is in no trouble: one answer goes through so many pages of it. */
const pagesInOne = 10;
/** Misses in a row after which nobody can say that AT&T is merely slow. */
export const manyMisses = 3;

/** Answers an operator. */
export const answerOperator = async (
  deps: PollAnswerDependencies,
  request: PollRequest,
): Promise<PollList | Followed> => {
  const { pollJobs, now } = deps;
  if ('follow' in request) return { follow: await follow(deps, await pollJobs.find(request.follow)) };
  if ('showPolls' in request) {
    const jobs = await Promise.all(request.showPolls.map((one) => pollJobs.find(one)));
    return { polls: jobs.flatMap((job) => (job ? [viewOf(job, 'followed', now())] : [])) };
  }
  return request.listPolls.which === 'troubled' ? troubled(deps, request.listPolls) : onePage(deps, request.listPolls);
};

type Listing = Extract<PollRequest, { listPolls: unknown }>['listPolls'];

const onePage = async ({ pollJobs, now }: PollAnswerDependencies, { which, ...of }: Listing): Promise<PollList> => {
  const page = await pollJobs.open(of.solutionProvider, which === 'troubled' ? 'followed' : which, pageSize, of.after);
  return pollListSchema.parse({
    ...page,
    polls: page.pollJobs.map((job) => viewOf(job, standingOf(job, now()), now())),
  });
};

/** Of as many pages as one answer goes through. */
const troubled = async (deps: PollAnswerDependencies, listing: Listing): Promise<PollList> => {
  const polls: PollView[] = [];
  let next = listing.after;
  for (let pages = 0; pages < pagesInOne; pages += 1) {
    const page = await onePage(deps, { ...listing, after: next });
    polls.push(...page.polls.filter(({ overdueSince, misses }) => overdueSince !== undefined || misses >= manyMisses));
    next = page.next;
    if (!next) break;
  }
  return { polls, next };
};

const standingOf = ({ openSk }: OpenPollJob, nowMs: number): 'followed' | 'stopped' =>
  openSk < timestampOf(nowMs) ? 'stopped' : 'followed';

const viewOf = (job: PollJob, whileOpen: 'followed' | 'stopped', nowMs: number): PollView => {
  const passed = job.dueAt.filter((due) => Date.parse(due) <= nowMs);
  const overdueSince = passed.at(-1);
  return pollViewSchema.parse({ ...job, standing: job.outcome ?? whileOpen, overdueSince });
};

const follow = async (
  { pollJobs, start }: PollAnswerDependencies,
  job: PollJob | undefined,
): Promise<Followed['follow']> => {
  if (!job) return 'never';
  if (job.outcome === 'final') return 'ended';
  if (job.outcome !== undefined && (await pollAgain(pollJobs, start, job))) return 'again';
  if (job.outcome === undefined) await askAtOnce(pollJobs, start, job);
  return 'asked';
};
