defmodule Helpdesk.Answers do
  # `distilbert-base-uncased` was too small
  alias LangChain.ChatModels.ChatOpenAI

  def fields do
    [
      %{name: "model", default: "gpt-4o-mini-2024-07-18"},
      %{name: "tone", default: "formal/short"}
    ]
  end

  def serving do
    {:ok, model} = Bumblebee.load_model({:hf, "facebook/bart-large-cnn"})
    {:ok, tokenizer} = Bumblebee.load_tokenizer({:hf, "facebook/bart-large-cnn"})
    {model, tokenizer}
  end

  def chat(params) do
    name = Map.get(params, "model", "gpt-4.1-2025-04-14")
    ChatOpenAI.new!(%{model: name})
  end

  def route(id), do: "tickets/#{id}"
end
