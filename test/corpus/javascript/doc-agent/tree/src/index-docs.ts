import { OpenAI, OpenAIEmbedding, Settings, VectorStoreIndex, Document, HuggingFaceEmbedding } from 'llamaindex';
import { readFile } from 'node:fs/promises';

Settings.llm = new OpenAI({ model: 'gpt-4-turbo', temperature: 0 });

function embedder(kind: 'hosted' | 'local', name = 'BAAI/bge-base-en-v1.5') {
  if (kind === 'hosted') return new OpenAIEmbedding({ model: 'text-embedding-ada-002' });
  return new HuggingFaceEmbedding({ modelType: name });
}

export async function build(paths: string[]) {
  Settings.embedModel = embedder('local', 'thenlper/gte-small');
  const documents = await Promise.all(paths.map(async (path) => new Document({ text: await readFile(path, 'utf8') })));
  return VectorStoreIndex.fromDocuments(documents);
}

export const parse = (spec: string) => {
  // "owner/repo#12" → its parts
  const [owner, rest] = spec.split('/');
  return { owner, rest, kind: 'github/issue' };
};
