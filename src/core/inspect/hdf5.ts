/** HDF5, the container of old Keras models (The HDF Group, "File Format Specification", superblock). */
import { latin1Of, startsWith } from './bytes.ts';
import type { Inspection } from './inspection.ts';

const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/** The signature stands at 0, 512, 1024, 2048 and so on, behind what else an author puts in front. */
export function readHdf5(head: Uint8Array): Inspection | null {
  let offset = 0;
  while (offset < head.length && !startsWith(head, SIGNATURE, offset)) offset = offset === 0 ? 512 : offset * 2;
  // Superblock versions 0 to 3.
  if (offset >= head.length || (head[offset + 8] ?? 255) > 3) return null;
  const text = latin1Of(head);
  const isKeras = ['keras_version', 'model_config', 'layer_names', 'weight_names', 'model_weights'].some((mark) => text.includes(mark));
  const version = /keras_version[^0-9]{1,200}(\d{1,3}\.\d{1,3}\.\d{1,3})/.exec(text)?.[1];
  // Keras ignores its own safe mode for this container (CVE-2025-9905).
  return {
    format: 'hdf5',
    runsCode: true,
    metadata: { ...(isKeras ? { framework: 'keras' } : {}), ...(version === undefined ? {} : { keras_version: version }) },
    fault: offset === 0 ? null : 'bytes in front of the HDF5 content',
  };
}
