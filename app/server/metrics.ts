/** Counters and one histogram in the Prometheus text format 0.0.4. Labels come from closed lists: no repository names (T27), no growth by strangers. */

export interface Metrics {
  /** A webhook was answered. */
  readonly delivery: (event: string, result: string, seconds: number) => void;
  readonly job: (kind: string, outcome: string, seconds: number) => void;
  readonly render: (gauges: readonly Gauge[]) => string;
}

export interface Gauge {
  readonly name: string;
  readonly help: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

const EVENTS = new Set([
  'pull_request',
  'merge_group',
  'check_run',
  'check_suite',
  'push',
  'installation',
  'installation_repositories',
  'repository',
  'ping',
]);
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

interface Histogram {
  readonly buckets: number[];
  sum: number;
  count: number;
}

export function createMetrics(): Metrics {
  const deliveries = new Map<string, number>();
  const jobs = new Map<string, number>();
  const jobSeconds = new Map<string, number>();
  const answered: Histogram = { buckets: BUCKETS.map(() => 0), sum: 0, count: 0 };
  const add = (map: Map<string, number>, labels: string, by = 1): void => void map.set(labels, (map.get(labels) ?? 0) + by);
  return {
    delivery(event, result, seconds) {
      add(deliveries, `event="${EVENTS.has(event) ? event : 'other'}",result="${result}"`);
      BUCKETS.forEach((bound, index) => {
        if (seconds <= bound) answered.buckets[index] = (answered.buckets[index] ?? 0) + 1;
      });
      answered.sum += seconds;
      answered.count += 1;
    },
    job(kind, outcome, seconds) {
      add(jobs, `kind="${kind}",outcome="${outcome}"`);
      add(jobSeconds, `kind="${kind}"`, seconds);
    },
    render: (gauges) =>
      [
        ...family('weighbridge_deliveries_total', 'counter', 'Webhook deliveries by event and result.', deliveries),
        ...histogram('weighbridge_delivery_seconds', 'Time to answer a webhook.', answered),
        ...family('weighbridge_job_runs_total', 'counter', 'Runs of jobs by kind and outcome.', jobs),
        ...family('weighbridge_job_seconds_total', 'counter', 'Time spent in jobs by kind.', jobSeconds),
        ...gaugeLines(gauges),
        '',
      ].join('\n'),
  };
}

function family(name: string, type: string, help: string, values: ReadonlyMap<string, number>): string[] {
  return [...head(name, type, help), ...[...values].map(([labels, value]) => `${name}{${labels}} ${value}`)];
}

function histogram(name: string, help: string, { buckets, sum, count }: Histogram): string[] {
  const lines = BUCKETS.map((bound, index) => `${name}_bucket{le="${bound}"} ${buckets[index] ?? 0}`);
  return [...head(name, 'histogram', help), ...lines, `${name}_bucket{le="+Inf"} ${count}`, `${name}_sum ${sum}`, `${name}_count ${count}`];
}

function gaugeLines(gauges: readonly Gauge[]): string[] {
  return [...new Set(gauges.map(({ name }) => name))].flatMap((name) => {
    const all = gauges.filter((one) => one.name === name);
    const lines = all.map(({ labels = {}, value }) => {
      const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
      return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
    });
    return [...head(name, 'gauge', all[0]?.help ?? ''), ...lines];
  });
}

function head(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}
