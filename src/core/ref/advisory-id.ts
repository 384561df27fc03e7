/** Names of vulnerabilities and of malicious packages: "GHSA-53q9-r3pm-6pq6", "CVE-2025-32434", "MAL-2024-10238". */

/** Parts of names of databases and of their entries: one becomes part of a path (T19). */
const ID = /^[A-Za-z][A-Za-z0-9]{0,30}-[A-Za-z0-9][A-Za-z0-9._:-]{0,100}$/;

export function isAdvisoryId(text: string): boolean {
  return ID.test(text) && !text.includes('..');
}

/** Of ossf/malicious-packages: reports of packages that were made to do harm, whatever severity anybody gives them. */
export function isMalicious(id: string): boolean {
  return id.startsWith('MAL-');
}
