# frozen_string_literal: true

# Answers questions. The first one was written for text-davinci-002.
class Answers
  MODEL = ENV.fetch("ANSWER_MODEL", "gpt-4o-mini")
  EMBEDDER = "mixedbread-ai/mxbai-embed-large-v1"
  TEMPLATE = "answers/show"

  def call(question)
    reply = OpenAI::Client.new.chat(parameters: { model: MODEL, messages: [{ role: "user", content: question }] })
    reply.dig("choices", 0, "message", "content")
  end

  def check(text)
    Anthropic::Client.new.messages(parameters: { model: "claude-3-haiku-20240307", max_tokens: 100, messages: [{ role: "user", content: text }] })
  end

  def vector(text)
    @embed ||= Informers.pipeline("embedding", EMBEDDER)
    @embed.(text)
  end

  def rerank(query, docs)
    Informers.pipeline("reranking", "BAAI/bge-reranker-base").(query, docs)
  end

  def gemini
    Langchain::LLM::GoogleGemini.new(api_key: ENV["GEMINI_KEY"], default_options: { chat_model: "gemini-1.5-flash" })
  end
end
