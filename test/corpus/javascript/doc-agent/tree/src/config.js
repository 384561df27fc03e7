export default {
  port: Number(process.env.PORT || 3000),
  storage: 'data/documents',
  llm: {
    model: process.env.LLM_MODEL || 'gpt-4o-mini',
    temperature: 0.1,
  },
  embeddings: { model: 'nomic-embed-text', baseUrl: 'http://ollama:11434' },
  timezone: 'Europe/Berlin',
};
