/** What a name of this machine is. */

/** Only names that cannot leave the machine: 127.0.0.0/8, ::1 and localhost (RFC 6761). `hostname` as URL gives it. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
