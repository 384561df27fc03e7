/** What /proc tells of a process that runs. */
import { readFileSync } from 'node:fs';

/** In MB; "?" where /proc does not tell. */
export function memory(pid: number | undefined, field: 'VmRSS' | 'VmHWM'): string {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
    return String(Math.round(kilobytes / 1024));
  } catch {
    return '?';
  }
}

/** User and system time so far; NaN where /proc does not tell. */
export function cpuSeconds(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}
