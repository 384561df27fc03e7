/** NumPy .npy: magic, version, header length, a Python literal (NumPy, "numpy.lib.format"). */
import { latin1Of, startsWith } from './bytes.ts';
import type { Inspection } from './inspection.ts';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const MAX_HEADER = 16 * 1024;

export function readNumpy(head: Uint8Array): Inspection | null {
  if (!startsWith(head, MAGIC)) return null;
  const header = headerOf(head);
  if (header === null) return { format: 'numpy', runsCode: true, metadata: {}, fault: 'the header is not what the format asks for' };
  const shape = /'shape'\s{0,5}:\s{0,5}\(([\d, ]{0,200})\)/.exec(header)?.[1];
  const type = /'descr'\s{0,5}:\s{0,5}'([^']{1,40})'/.exec(header)?.[1];
  const metadata = { ...(type === undefined ? {} : { dtype: type }), ...(shape === undefined ? {} : { shape: `(${shape.trim()})` }) };
  return { format: 'numpy', runsCode: isObjectType(header), metadata, fault: null };
}

/** Whether the array holds Python objects, which are a pickle behind the header. Not readable counts as yes. */
export function hasObjects(bytes: Uint8Array): boolean {
  const header = startsWith(bytes, MAGIC) ? headerOf(bytes) : null;
  return header === null || isObjectType(header);
}

function headerOf(bytes: Uint8Array): string | null {
  const isOld = bytes[6] === 1;
  if (bytes.length < 12 || !(isOld || bytes[6] === 2 || bytes[6] === 3)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = isOld ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = isOld ? 10 : 12;
  if (length > MAX_HEADER || start + length > bytes.length) return null;
  const text = latin1Of(bytes.subarray(start, start + length));
  return text.startsWith('{') && text.includes("'descr'") ? text : null;
}

/** A type string "O" or "|O", alone or as part of a structured type. */
function isObjectType(header: string): boolean {
  return /['"][|<>=]?O\d{0,3}['"]/.test(header);
}
