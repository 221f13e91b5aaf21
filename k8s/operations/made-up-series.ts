/** Values of a series, one a minute, in promtool's words: `1x30` stays, `0+6x30` rises. */
export type Series = Readonly<Record<string, string>>;

const service = 'job="mayfly-service",instance="a"';
const broker = 'job="mayfly-broker",instance="b"';
const le = (name: string, labels: string, rates: readonly (readonly [string, number])[]): Series =>
  Object.fromEntries(
    rates.map(([bound, rate]) => [`${name}_bucket{${labels},le="${bound}"}`, `0+${rate}x150`]),
  );

/** A runner at which nothing is wrong: six runs a minute. */
export const good: Series = {
  [`up{${service}}`]: '1x150',
  [`up{${broker}}`]: '1x150',
  [`mayfly_keeper{${service}}`]: '1x150',
  'mayfly_keeper{job="mayfly-service",instance="c"}': '0x150',
  [`mayfly_feed_silent_seconds{${service}}`]: '20x150',
  [`mayfly_queue_oldest_seconds{${service}}`]: '2x150',
  [`mayfly_warm_pods{${service}}`]: '2x150',
  [`mayfly_warm_pods_wanted{${service}}`]: '2x150',
  [`mayfly_claims_total{${service},pod="warm"}`]: '0+6x150',
  [`mayfly_attempts_lost_total{${service},code="node-lost"}`]: '0+0.1x150',
  [`mayfly_pods_not_made_total{${service},code="runner-full"}`]: '0+6x150',
  [`mayfly_runs_ended_total{${service},status="succeeded",code="none"}`]: '0+6x150',
  [`mayfly_runs_ended_total{${service},status="outcome-unknown",code="node-lost"}`]: '3x150',
  [`mayfly_broker_gone_seconds_count{${broker},grade="unproved"}`]: '0x150',
  [`mayfly_broker_gone_seconds_count{${broker},grade="node-verified"}`]: '0+6x150',
  [`mayfly_broker_leaving_oldest_seconds{${broker}}`]: '2x150',
  [`mayfly_broker_work_failures_total{${broker},work="pods"}`]: '1x150',
  [`mayfly_refusals_total{${broker},route="/releases",code="still-running"}`]: '0+6x150',
  [`mayfly_api_requests_total{${service},status="200"}`]: '0+60x150',
  [`mayfly_api_requests_total{${service},status="409"}`]: '0+60x150',
  [`mayfly_database_connections{${service},pool="mail",state="waiting"}`]: '0x150',
  ...le('mayfly_start_seconds', `${service},pod="warm"`, [
    ['1', 6],
    ['+Inf', 6],
  ]),
  ...le('mayfly_broker_due_lag_seconds', broker, [
    ['1', 6],
    ['+Inf', 6],
  ]),
};

/** For each alert, what is otherwise than in {@link good} where it must fire, and nothing else. */
export const bad: Readonly<Record<string, Series>> = {
  MayflyDown: { [`up{${broker}}`]: '1x60 0x90' },
  MayflyLeaderless: { [`mayfly_keeper{${service}}`]: '1x60 0x90' },
  MayflyTwoLeaders: { 'mayfly_keeper{job="mayfly-service",instance="c"}': '0x60 1x90' },
  MayflyFeedSilent: { [`mayfly_feed_silent_seconds{${service}}`]: '20x60 0+60x90' },
  MayflyQueueOld: { [`mayfly_queue_oldest_seconds{${service}}`]: '2x60 0+60x90' },
  MayflyPodsUnproved: {
    [`mayfly_broker_gone_seconds_count{${broker},grade="unproved"}`]: '0x110 1x40',
  },
  MayflyPodsStay: { [`mayfly_broker_leaving_oldest_seconds{${broker}}`]: '2x110 0+60x40' },
  MayflyPoolEmpty: { [`mayfly_warm_pods{${service}}`]: '2x100 0x50' },
  MayflyPodsNotMade: {
    [`mayfly_pods_not_made_total{${service},code="start-failed"}`]: '0x60 0+1x90',
  },
  MayflyAttemptsLost: {
    [`mayfly_attempts_lost_total{${service},code="image-not-pulled"}`]: '0x60 0+3x90',
  },
  MayflyStartsSlow: le('mayfly_start_seconds', `${service},pod="cold"`, [
    ['15', 0],
    ['30', 3],
    ['+Inf', 3],
  ]),
  MayflyDueLate: le('mayfly_broker_due_lag_seconds', broker, [
    ['1', 0],
    ['60', 0],
    ['300', 6],
    ['+Inf', 6],
  ]),
  MayflyApiErrors: { [`mayfly_api_requests_total{${service},status="503"}`]: '0x60 0+60x90' },
  MayflyDatabaseWaits: {
    [`mayfly_database_connections{${service},pool="mail",state="waiting"}`]: '0x60 4x90',
  },
  MayflyOutcomeUnknown: {
    [`mayfly_runs_ended_total{${service},status="outcome-unknown",code="node-lost"}`]: '3x110 4x40',
  },
  MayflyFenceNotProved: {
    [`mayfly_runs_ended_total{${service},status="failed",code="fence-not-proved"}`]: '_x110 1x40',
  },
  MayflyClaimsRefused: {
    [`mayfly_refusals_total{${broker},route="/releases",code="image-not-listed"}`]: '0x100 0+1x50',
  },
  MayflyFaults: {
    [`mayfly_broker_work_failures_total{${broker},work="pods"}`]: '1x100 1+1x50',
  },
};
