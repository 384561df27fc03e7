/** Who is asked when nothing is set. */
const defaults = {
  groq: { baseUrl: 'https://api.groq.com/openai/v1', model: 'openai/gpt-oss-120b' },
  gemini: { baseUrl: 'https://generativelanguage.googleapis.com/v1beta', model: 'gemini-2.5-flash-lite' },
};

const PRICES = { 'gpt-4o': 2.5, 'claude-3-5-haiku-20241022': 0.8 };

module.exports = { defaults, PRICES };
