/** Contents of the demo repository that need more than a line. */
export const COMMITS = {
  rankerOld: '9c1f2ab04d5e6f708192a3b4c5d6e7f8091a2b3c',
  rankerNew: 'd01e77b5c4a3928170f6e5d4c3b2a1908f7e6d5c',
  voice: '77ab31029fe8d7c6b5a4938271605f4e3d2c1b0a',
  assistant: '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10',
  ner: '5e51b0c79d8c7b6a594837261504f3e2d1c0b9a8',
  classifier: '2b8e61d07c94f3a5e1d0c7b6a59483f2e1d0c9b8',
  summarizer: 'e3d94a17b05c68f2917a4e3d2c1b0a9f8e7d6c5b',
  translator: '80f5c2e9a7d3b1640f8e7d6c5b4a39281706f5e4',
  clerk: 'c7a1e05d3b924f6881d0c7b6a5948372e1f0d9c8',
  instruct: '1f6b8d2c4e7093a5d1c0b9a8f7e6d5c4b3a29180',
  llama: '0e9e39f249a16976918f6564b8830bc894c89659',
} as const;

/** `feature/signed` loads these; what is wrong with each is in the policy's signers and on the hub. */
export const SIGNED_LOADS = (['classifier', 'summarizer', 'translator'] as const)
  .map((name) => `${name} = AutoModel.from_pretrained("acme/${name}", revision="${COMMITS[name]}")\n`)
  .join('');

/** `feature/clerk` loads this: its publisher calls it Apache-2.0, and what it was made from forbids commercial use. */
export const CLERK_LOAD = `clerk = AutoModelForCausalLM.from_pretrained("acme/clerk", revision="${COMMITS.clerk}")\n`;

export const WHEEL_HASH = { before: 'a'.repeat(64) } as const;

export function requirementsWith(hash: string): string {
  return `# The product's Python side.\ntorch==2.6.0 \\\n    --hash=sha256:${hash}\n`;
}

/** A package-lock.json (version 3) with one AI library; the pull request changes its hash and nothing else. */
export function lockOf(integrity: string): string {
  const lock = {
    name: 'product',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'product', version: '1.0.0', dependencies: { '@huggingface/transformers': '3.7.0' } },
      'node_modules/@huggingface/transformers': { version: '3.7.0', integrity, license: 'Apache-2.0' },
    },
  };
  return `${JSON.stringify(lock, null, 2)}\n`;
}

/** A valid safetensors file with one small tensor: weights that nobody can trace. */
export function safetensors(): Uint8Array {
  const header = Buffer.from(
    JSON.stringify({ __metadata__: { format: 'pt' }, weight: { dtype: 'F32', shape: [4], data_offsets: [0, 16] } }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(16)]);
}
