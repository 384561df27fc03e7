import OpenAI from 'openai';
import { useEffect, useState } from 'react';
import { pipeline } from '@huggingface/transformers';

const DEFAULT_MODEL = 'onnx-community/Qwen2.5-0.5B-Instruct';

export function Summary({ text, model = DEFAULT_MODEL, hosted = 'gpt-4o-mini' }) {
  const [summary, setSummary] = useState('');

  useEffect(() => {
    (async () => {
      const run = await pipeline('text-generation', model, { dtype: 'q4' });
      const [out] = await run(`Summarize: ${text}`);
      setSummary(out.generated_text);
    })();
  }, [text, model]);

  async function ask() {
    const client = new OpenAI({ dangerouslyAllowBrowser: true });
    const out = await client.chat.completions.create({ model: hosted, messages: [{ role: 'user', content: text }] });
    setSummary(out.choices[0].message.content);
  }

  return (
    <section className="w-2/3">
      <p>{summary || 'nothing yet / wait'}</p>
      <button onClick={ask}>Ask gpt-4o instead</button>
    </section>
  );
}
