const axios = require('axios');

const OPENAI = process.env.OPENAI_BASE ?? 'https://api.openai.com/v1';
const together = axios.create({ baseURL: 'https://api.together.xyz/v1' });

async function summarize(text) {
  const response = await fetch(`${OPENAI}/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${process.env.OPENAI_API_KEY}` },
    body: JSON.stringify({
      model: 'gpt-4.1-mini',
      input: text,
      max_output_tokens: 400,
    }),
  });
  if (!response.ok) throw new Error('gpt-4.1 did not answer');
  return response.json();
}

async function caption(image) {
  const result = await axios.post('https://router.huggingface.co/hf-inference/models/Salesforce/blip-image-captioning-base', image);
  return result.data[0].generated_text;
}

async function translate(text, model = 'meta-llama/Llama-3.3-70B-Instruct-Turbo') {
  const options = { model, messages: [{ role: 'user', content: text }] };
  const { data } = await together.post('/chat/completions', options);
  return data.choices[0].message.content;
}

async function classify(text) {
  const labels = [];
  for (const name of ['gemini-2.0-flash', 'gemini-2.5-pro']) {
    const answer = await fetch(`https://generativelanguage.googleapis.com/v1beta/models/${name}:generateContent?key=${process.env.KEY}`, {
      method: 'POST',
      body: JSON.stringify({ contents: [{ parts: [{ text }] }] }),
    });
    labels.push(await answer.json());
  }
  return labels;
}

async function ask(prompt, pick) {
  return fetch('https://openrouter.ai/api/v1/chat/completions', { method: 'POST', body: JSON.stringify({ model: pick(prompt), prompt }) });
}

module.exports = { summarize, caption, translate, classify, ask };
